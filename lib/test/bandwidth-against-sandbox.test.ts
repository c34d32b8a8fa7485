import { describe, expect, it } from "vitest";
import {
  A,
  B,
  C,
  client,
  findings,
  number,
  openCarrier,
  program,
  read,
  ten,
  useCarrierClient,
  writeOne,
} from "./carrier-client";

describe("Bandwidth", () => {
  useCarrierClient();
  const carrier = (changes: Record<string, string> = {}) => {
    const { accountId, username, password, siteId, sipPeerId, userId, apiToken, apiSecret } =
      client.sandbox.credentials.bandwidth;
    return openCarrier("bandwidth", {
      BANDWIDTH_DASHBOARD_URL: client.sandbox.urls.bandwidthDashboard,
      BANDWIDTH_ACCOUNT_ID: accountId,
      BANDWIDTH_USERNAME: username,
      BANDWIDTH_PASSWORD: password,
      BANDWIDTH_SITE_ID: siteId,
      BANDWIDTH_SIP_PEER_ID: sipPeerId,
      BANDWIDTH_MESSAGING_URL: client.sandbox.urls.bandwidthMessaging,
      BANDWIDTH_USER_ID: userId,
      BANDWIDTH_API_TOKEN: apiToken,
      BANDWIDTH_API_SECRET: apiSecret,
      ...changes,
    });
  };
  const messaging = () => {
    const found = carrier().messaging;
    if (!found) throw new Error("No messaging");
    return found;
  };
  const FATED = ["+12015550101", "+12015550160", "+12015550170", "+12015550199"].map(number);

  it.each(["page", "spec", "spec-wrapped"] as const)(
    "imports, and reads a PARTIAL order of the shape %s",
    async (shape) => {
      for (const keepFailingNumbers of [true, false]) {
        client.sandbox.reset();
        client.sandbox.changeSettings({
          bandwidth: { shape, keepFailingNumbers, listShape: shape === "page" ? "page" : "spec" },
        });
        const imports = program(carrier(), "import");
        const { externalId, rest } = await imports.write({ numbers: FATED, reference: "ORD-1-1", params: {} });
        expect(rest.type).toBe("accepted");
        for (const known of [{ externalId }, { reference: "ORD-1-1" }]) {
          const answer = await imports.read({ numbers: FATED, params: {}, step: "settle", ...known });
          expect(answer.externalId).toBe(externalId);
          expect(answer.readings.map(({ finding, code }) => [finding, code])).toEqual([
            ["done", undefined],
            ["refused", "25060"],
            ["refused", "25070"],
            ["unclear", "PARTIAL"],
          ]);
        }
      }
    },
  );

  it("settles a lost order by its reference", async () => {
    const imports = program(carrier(), "import");
    const settle = (reference: string) => imports.read({ numbers: [A], params: {}, step: "settle", reference });
    for (const [kind, finding] of [
      ["resetBefore", "absent"],
      ["resetAfter", "done"],
      ["malformedXml", "done"],
    ] as const) {
      client.sandbox.addFault({ carrier: "bandwidth", endpoint: "POST externalTns", times: 1, fault: { kind } });
      const reference = `ORD-${kind}`;
      const write = imports.write({ numbers: [A], reference, params: {} });
      await expect(write).rejects.toMatchObject({ mayHaveHappened: true });
      expect(findings((await settle(reference)).readings)).toEqual([finding]);
    }
  });

  it("removes what was imported, and hands on why something else cannot be", async () => {
    await program(carrier(), "import").write({ numbers: [A], reference: "ORD-1", params: {} });
    const removes = program(carrier(), "remove");
    const { externalId } = await removes.write({ numbers: [A, B], reference: "ORD-2", params: {} });
    const { readings } = await removes.read({ numbers: [A, B], params: {}, step: "poll", externalId });
    expect(readings).toMatchObject([
      { finding: "done", facts: { importState: "none" } },
      { finding: "refused", code: "25120" },
    ]);
  });

  it.each(["response-status", "errors-flat", "errors-nested", "error-list", "result-code"])(
    "reads the error envelope %s",
    async (envelope) => {
      const fault = {
        kind: "status",
        status: 400,
        envelope,
        code: "5016",
        text: "The SiteId submitted is invalid.",
      } as const;
      client.sandbox.addFault({ carrier: "bandwidth", endpoint: "POST externalTns", fault });
      expect(await writeOne(carrier(), "import", A)).toMatchObject({
        type: "failed",
        code: "5016",
        message: fault.text,
      });
    },
  );

  it("tells which of the two credentials is refused", async () => {
    await carrier().probe();
    await expect(carrier({ BANDWIDTH_PASSWORD: "wrong" }).probe()).rejects.toMatchObject({
      fault: "auth",
      status: 401,
    });
    await expect(carrier({ BANDWIDTH_ACCOUNT_ID: "1" }).probe()).rejects.toMatchObject({
      fault: "auth",
      carrierCode: "1001",
    });
    await expect(carrier({ BANDWIDTH_API_SECRET: "wrong" }).probe()).rejects.toMatchObject({ fault: "auth" });
  });

  it("creates an application, registers numbers to it one by one, and sends", async () => {
    const { id: applicationId } = await messaging().createApplication({
      name: "Portal",
      incomingMessageUrl: "https://portal.example/in",
      callbackHttpMethod: "POST",
    });
    expect((await messaging().listApplications()).items).toMatchObject([{ id: applicationId, name: "Portal" }]);
    expect(await messaging().getApplication(applicationId)).toMatchObject({ callbackHttpMethod: "POST" });
    await program(carrier(), "import").write({ numbers: [A, B], reference: "ORD-1", params: {} });
    client.sandbox.settle();
    const params = { applicationId };
    expect(findings(await read(carrier(), "register", "check", [A], params))).toEqual(["absent"]);
    expect(await writeOne(carrier(), "register", A, params)).toMatchObject({ type: "confirmed" });
    expect(await writeOne(carrier(), "register", A, params)).toMatchObject({
      type: "confirmed",
      message: expect.stringMatching(/Already registered/),
    });
    expect(findings(await read(carrier(), "register", "settle", [A, B], params))).toEqual(["done", "absent"]);
    expect(await writeOne(carrier(), "register", B, { applicationId: "a-nobody" })).toMatchObject({
      type: "failed",
      code: "application-not-found",
    });
    expect(await carrier().readNumbers?.([A, C])).toMatchObject([
      { facts: { registrationState: "registered", applicationId } },
      { facts: { registrationState: "none" } },
    ]);
    const { id } = await messaging().sendMessage({ from: A, to: C, text: "Hello", receipt: true });
    expect(await messaging().getMessage(id)).toMatchObject({ id, from: A, to: C, text: "Hello" });
    expect(client.sandbox.ledger.countOf({ kind: "register", number: ten(A) })).toBe(1);
  });

  it("pages through more registered numbers than one page holds", async () => {
    const applicationId = "a-seeded";
    const numbers = Array.from({ length: 1_050 }, (_, n) => number(`+1303556${1_000 + n}`));
    const registered = numbers.slice(0, 1_010).map((one) => ({ number: one, applicationId }));
    const applications = [{ id: applicationId, name: "P", incomingMessageUrl: "https://p.example/in" }];
    client.sandbox.seed({ bandwidth: { applications, registered } });
    const readings = await read(carrier(), "register", "settle", numbers, { applicationId });
    expect(readings.filter(({ finding }) => finding === "done")).toHaveLength(1_010);
    expect(client.ports.calls).toHaveLength(2);
  });

  it.each([
    ["dashboard", "seconds", "externalTns"],
    ["messaging", "milliseconds", "messages"],
  ] as const)("obeys the limit of the %s, given in %s", async (group, unit, endpoint) => {
    const resetInMs = 30_000;
    client.sandbox.addFault({
      carrier: "bandwidth",
      endpoint: `POST ${endpoint}`,
      fault: { kind: "rateLimited", unit, resetInMs },
    });
    const call =
      group === "dashboard" ? writeOne(carrier(), "import", A) : messaging().sendMessage({ from: A, to: B, text: "x" });
    await expect(call).rejects.toMatchObject({ fault: "rate_limited", mayHaveHappened: false });
    expect(client.ports.blocks).toMatchObject([{ group }]);
    expect(Math.abs((client.ports.blocks[0]?.until ?? 0) - Date.now() - resetInMs)).toBeLessThan(15_000);
  });

  it.each([403, 429] as const)("takes the message limit for a limit under status %i", async (messageLimitStatus) => {
    client.sandbox.changeSettings({
      messaging: { messageLimitStatus, fromMustBeRegistered: false },
      limits: { bandwidthMessages: { requests: 1, windowMs: 30_000, burst: 1 } },
    });
    const send = () => messaging().sendMessage({ from: A, to: B, text: "x" });
    await send();
    await expect(send()).rejects.toMatchObject({ fault: "rate_limited", status: messageLimitStatus });
  });
});
