import { describe, expect, it } from "vitest";
import { phoneNumber } from "@/lib/domain/phone-number";
import { CarrierError } from "../carrier";
import { createHttp } from "../http";
import { json, state } from "../testing/intelepeer-answers";
import { useCarrierServer } from "../testing/use-carrier-server";
import { intelepeer } from ".";

const [A, B, C] = ["+13031112222", "+17208675309", "+18005550100"].map((text) => phoneNumber.parse(text));
if (!A || !B || !C) throw new Error("three numbers");

describe("intelepeer with user name and password", () => {
  const carrierServer = useCarrierServer();
  const open = () =>
    intelepeer.open(
      {
        INTELEPEER_URL: `${carrierServer.server.url}/_rest/v4`,
        INTELEPEER_AUTH_URL: `${carrierServer.server.url}/_rest/v4/authenticate`,
        INTELEPEER_USERNAME: "tester",
        INTELEPEER_PASSWORD: "test-password",
      },
      createHttp(carrierServer.ports, { secretValues: [] }),
    );
  const openEnable = () => {
    const enable = open().programs["sms-enable"];
    if (!enable) throw new Error("no program");
    return enable;
  };
  const authentications = () => carrierServer.server.requests.filter(({ url }) => url.endsWith("/authenticate"));

  it("authenticates once for concurrent callers", async () => {
    let issued = 0;
    carrierServer.server.respondWith((request) =>
      request.url.endsWith("/authenticate") ? json(200, { token: `t-${(issued += 1)}` }) : state("provisioned"),
    );
    const carrier = open();
    await Promise.all([A, B, C].map((number) => carrier.readNumbers?.([number])));
    expect(authentications()).toHaveLength(1);
    expect(JSON.parse(authentications()[0]?.body ?? "")).toEqual({ username: "tester", password: "test-password" });
    expect(new Set(carrierServer.server.requests.slice(1).map(({ headers }) => headers.authorization))).toEqual(
      new Set(["Bearer t-1"]),
    );
  });

  it("renews an expired token once, also for a write, for all calls that share it", async () => {
    let issued = 0;
    carrierServer.server.respondWith((request) => {
      if (request.url.endsWith("/authenticate")) return json(200, { token: `t-${(issued += 1)}` });
      return request.headers.authorization === "Bearer t-1"
        ? json(401, { error: "token has expired" })
        : state("requested", 202);
    });
    const enable = openEnable();
    const answers = await Promise.all(
      [A, B, C].map((number) => enable.write({ numbers: [number], reference: "r", params: {} })),
    );
    expect(answers.map((answer, n) => answer?.outcomes.get([A, B, C][n] ?? A)?.type)).toEqual(
      Array.from({ length: 3 }, () => "accepted"),
    );
    expect(authentications()).toHaveLength(2);
  });

  it("authenticates again for calls that shared it with a paused call", async () => {
    carrierServer.server.respondWith(({ url }) =>
      url.endsWith("/authenticate") ? json(200, { token: "t" }) : state("provisioned"),
    );
    const { takeSlot } = carrierServer.ports;
    carrierServer.ports.takeSlot = () => {
      Object.assign(carrierServer.ports, { takeSlot });
      return Promise.reject(new CarrierError("paused", "Not sent"));
    };
    const { readNumbers, probe } = open();
    const ends = await Promise.allSettled([readNumbers?.([A]), probe()]);
    expect(ends).toMatchObject([{ reason: { fault: "paused" } }, { status: "fulfilled" }]);
  });

  it("accepts a second 401 as the response", async () => {
    const refused = json(401, { error: "user does not own telephone number" });
    carrierServer.server.respondWith(({ url }) =>
      url.endsWith("/authenticate") ? json(200, { token: "t" }) : refused,
    );
    const { outcomes } = await openEnable().write({ numbers: [A], reference: "r", params: {} });
    expect(outcomes.get(A)).toMatchObject({ type: "failed", code: "401", isRetryable: false });
    expect(carrierServer.server.requests).toHaveLength(4);
  });

  it("reports a rejected authentication, and retries it the next time", async () => {
    carrierServer.server.respondWith(json(401, { code: 401, error: "Unauthorized" }));
    const enable = openEnable();
    const write = () => enable.write({ numbers: [A], reference: "r", params: {} });
    await expect(write()).rejects.toMatchObject({ fault: "auth", mayHaveHappened: false, message: "Unauthorized" });
    carrierServer.server.respondWith((request) =>
      request.url.endsWith("/authenticate") ? json(200, { token: "t" }) : state("requested", 202),
    );
    expect((await write()).outcomes.get(A)?.type).toBe("accepted");
  });
});
