import { describe, expect, it } from "vitest";
import { ORDER_KINDS } from "@/lib/domain/order";
import { AppError } from "@/lib/domain/errors";
import { createHttp } from "./http";
import { describeError, findCarrier, getCarrier, listCarriers } from "./registry";
import { createMemoryPorts } from "./testing/memory-ports";

const COMPLETE: Record<string, Record<string, string>> = {
  intelepeer: { INTELEPEER_TOKEN: "t" },
  inumbering: { INUMBERING_APIKEY: "k" },
  bandwidth: {
    BANDWIDTH_ACCOUNT_ID: "1",
    BANDWIDTH_USERNAME: "u",
    BANDWIDTH_PASSWORD: "p",
    BANDWIDTH_SITE_ID: "2",
    BANDWIDTH_USER_ID: "u-1",
    BANDWIDTH_API_TOKEN: "t",
    BANDWIDTH_API_SECRET: "s",
  },
};

describe("the registry", () => {
  it("finds carriers by id and refuses what is none", () => {
    expect(listCarriers().map(({ id }) => id)).toEqual(["intelepeer", "inumbering", "bandwidth"]);
    expect(findCarrier("bandwidth")?.label).toBe("Bandwidth");
    expect(findCarrier("toString")).toBeNull();
    expect(() => getCarrier("nobody")).toThrow(AppError);
  });

  it.each(listCarriers())("$id offers what it claims, and knows its secrets", (definition) => {
    const carrier = definition.open(
      COMPLETE[definition.id] ?? {},
      createHttp(createMemoryPorts(), { secretValues: [] }),
    );
    for (const capability of definition.capabilities) {
      const isThere = capability in ORDER_KINDS ? capability in carrier.programs : capability in carrier;
      expect([capability, isThere]).toEqual([capability, true]);
    }
    expect(Object.keys(carrier.programs).every((kind) => definition.capabilities.some((one) => one === kind))).toBe(
      true,
    );
    for (const secret of definition.secrets) expect(definition.credentials).toContain(secret);
    for (const { perSecond, burst } of Object.values(definition.endpointGroups)) {
      expect(perSecond).toBeGreaterThan(0);
      expect(burst).toBeGreaterThanOrEqual(1);
    }
  });

  it("describes known pairs of code and text and nothing else", () => {
    const text = "Bandwidth-owned telephone numbers cannot be imported as External TNs.";
    expect(describeError("bandwidth", "25060", text)).toMatchObject({ isRetryable: false });
    expect(describeError("bandwidth", "25060", "something new")).toBeNull();
    expect(describeError("inumbering", "431", "try again")).toMatchObject({ isRetryable: true });
    expect(describeError("nobody", "25060", text)).toBeNull();
  });
});
