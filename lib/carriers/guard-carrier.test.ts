import { expect, it } from "vitest";
import { phoneNumber } from "@/lib/domain/phone-number";
import { z } from "zod";
import type { Carrier, OrderProgram } from "./carrier";
import { CarrierError } from "./carrier-error";
import { guardCarrier } from "./guard-carrier";
import { createRedactor } from "./redact";

const SECRET = "a-secret-of-ours";
const NUMBER = phoneNumber.parse("+12015550142");
const redactor = createRedactor([SECRET]);
redactor.addCredentials({ secrets: [], userNames: ["acme-telecom"] });

const leak = async (): Promise<never> => {
  throw new CarrierError("rejected", `No entry for ${SECRET}`, {
    carrierCode: `C-${SECRET}`,
    status: 400,
    callId: "call-1",
    unrequested: [{ kind: "element", spelling: SECRET, message: `who is acme-telecom, ${SECRET}?` }],
    cause: new SyntaxError(`Unexpected token in ${SECRET}`, { cause: new Error(SECRET) }),
  });
};
const params = z.object({ url: z.string() });
const program: OrderProgram = {
  group: "api",
  writeSize: 1,
  readSize: 1,
  requiresPrecheck: false,
  pollDelays: [1],
  maxWaitSeconds: 1,
  absentReadsToResend: 1,
  expectedWithin: 1,
  params,
  write: async () => ({
    outcomes: new Map([[NUMBER, { type: "failed", code: SECRET, message: `bad ${SECRET}`, isRetryable: false }]]),
    rest: { type: "unclear", message: SECRET, raw: { [SECRET]: [SECRET, "acme-telecom"] } },
    unrequested: [{ spelling: "1", message: SECRET }],
  }),
  read: async () => ({ readings: [{ number: NUMBER, finding: "unclear", message: SECRET, raw: `x ${SECRET}` }] }),
};

const carrier: Carrier = {
  programs: { "sms-enable": program },
  inventory: {
    search: leak,
    coverage: leak,
    listGateways: async () => ({ items: [{ route: "1", label: SECRET }], oddCount: 0 }),
    listOwned: leak,
  },
  campaigns: { addBrand: leak, addCampaign: async () => ({ type: "existing", message: SECRET }), readCampaigns: leak },
  messaging: {
    listApplications: async () => ({
      items: [
        { id: "a", name: SECRET, incomingMessageUrl: "https://acme-telecom.example.com/in", callbackHttpMethod: null },
      ],
      oddCount: 0,
    }),
    getApplication: leak,
    createApplication: leak,
    listRegistered: leak,
    listRegisteredPage: leak,
    sendMessage: leak,
    findMessage: leak,
    getMessage: leak,
  },
  callbacks: {
    credentials: { user: "acme-telecom", password: SECRET },
    read: () => {
      throw new CarrierError("auth", SECRET);
    },
  },
  readNumbers: leak,
  readWebhook: leak,
  probe: leak,
};

it("reveals no secret from any part of a carrier, in results or errors and their causes", async () => {
  const guarded = guardCarrier(carrier, redactor);
  const seen: string[] = [];
  const call = async (run: (...args: never[]) => unknown) => {
    try {
      const result = await run();
      seen.push(JSON.stringify(result, (_key, value: unknown) => (value instanceof Map ? [...value] : value)));
    } catch (error) {
      for (let one = error; one instanceof Error; one = one.cause)
        seen.push(`${one.message} ${one.stack ?? ""} ${JSON.stringify(one)}`);
    }
  };
  const { programs, inventory, campaigns, messaging, callbacks, readNumbers, readWebhook, probe } = guarded;
  const parts = [
    programs["sms-enable"],
    inventory,
    campaigns,
    messaging,
    { readNumbers, readWebhook, probe },
    { read: callbacks?.read },
  ];
  for (const part of parts)
    for (const run of Object.values(part ?? {})) if (typeof run === "function") await call(run as () => unknown);
  expect(seen.length).toBeGreaterThan(20);
  expect(seen.join("\n")).not.toContain(SECRET);
  expect(seen.join("\n")).not.toMatch(/acme-telecom(?!\.example)/);
});

it("changes nothing else", async () => {
  const guarded = guardCarrier(carrier, redactor);
  expect(guarded.programs["sms-enable"]?.params).toBe(params);
  expect(guarded.callbacks?.credentials).toEqual({ user: "acme-telecom", password: SECRET });
  expect((await guarded.messaging?.listApplications())?.items[0]?.incomingMessageUrl).toBe(
    "https://acme-telecom.example.com/in",
  );
  await expect(guarded.probe()).rejects.toMatchObject({
    fault: "rejected",
    status: 400,
    callId: "call-1",
    unrequested: [{ kind: "element" }],
  });
  expect("inventory" in guardCarrier({ programs: {}, probe: leak }, redactor)).toBe(false);
});
