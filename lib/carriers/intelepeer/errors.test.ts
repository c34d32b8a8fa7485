import { describe, expect, it } from "vitest";
import { SMS_STATES } from "@/lib/domain/service-state";
import { CATALOG, describeIntelepeerError } from "./errors";
import { toSmsRefusal } from "./mapper";

describe("the catalog of IntelePeer's codes and states", () => {
  it("covers every SMS state, every documented text, and the bare status codes", () => {
    // The carrier uses neither.
    for (const state of SMS_STATES.filter((one) => one !== "none" && one !== "not-found"))
      expect(describeIntelepeerError(state, ""), state).not.toBeNull();
    const pairs = [
      ["400", "The telephone number is not in the proper E.164 format"],
      ["400", "Deprovisioning can only be requested when a number is in the provisioned state."],
      ["401", "Unauthorized"],
      ["401", "token has expired"],
      ["404", "The telephone number is not available for use by the customer"],
      ["409", "Provisioning (or deprovisioning) of the number is in progress"],
      ...["403", "408", "413", "415", "422", "429", "500", "502", "503", "504"].map((code) => [code, "Anything."]),
    ];
    for (const [code = "", text = ""] of pairs) expect(describeIntelepeerError(code, text), code).not.toBeNull();
  });

  it("has no entry without text", () => {
    for (const { meaning, action, codes } of CATALOG)
      for (const text of [meaning, action]) expect(text.trim(), codes.join()).toMatch(/\.$/);
  });

  it("says that a write may have happened exactly if its response leaves the number open", () => {
    for (const { codes, mayHaveHappened = false } of CATALOG)
      for (const code of codes.filter((one) => /^\d{3}$/.test(one) && one !== "429")) {
        const outcome = toSmsRefusal({ error: "in progress" }, Number(code));
        expect(outcome.type, code).toBe(mayHaveHappened ? "unclear" : "failed");
      }
  });

  it("explains codes only together with their text", () => {
    expect(describeIntelepeerError("409", "Provisioning is in progress")?.meaning).toMatch(/still turning/);
    expect(describeIntelepeerError("409", "weather")).toBeNull();
    expect(describeIntelepeerError("777", "progress")).toBeNull();
  });
});
