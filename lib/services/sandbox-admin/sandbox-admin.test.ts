import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { AppError } from "@/lib/domain/errors";
import { createTestWorld, type TestWorld } from "@/lib/test/world";
import { addFaults, addFaultsInput } from "./add-faults";
import { callSandbox } from "./call-sandbox";
import { changeSettings } from "./change-settings";
import { describeSandbox } from "./describe-sandbox";
import { listFaults } from "./list-faults";
import { listOutcomes } from "./list-outcomes";
import { listSimulated } from "./list-simulated";
import { listSettings } from "./list-settings";
import { readLedger } from "./read-ledger";
import { removeAllFaults, removeFault } from "./remove-faults";
import { removeAllOutcomes, removeOutcome } from "./remove-outcomes";
import { resetSandbox } from "./reset-sandbox";
import { sendInbound } from "./send-inbound";
import { setOutcomes } from "./set-outcomes";
import { z } from "zod";

let world: TestWorld;

beforeAll(async () => {
  world = await createTestWorld({ sandbox: { adminKey: "the key" } });
  vi.stubEnv("DATABASE_URL", world.url);
  vi.stubEnv("NEXTAUTH_SECRET", "n".repeat(40));
  vi.stubEnv("NEXTAUTH_URL", "http://localhost:3000");
  vi.stubEnv("PUBLIC_URL", "http://localhost:3000");
  vi.stubEnv("SECRETS_KEY", "s".repeat(40));
  vi.stubEnv("SANDBOX_URLS", JSON.stringify(world.sandboxes.urls));
  vi.stubEnv("SANDBOX_ADMIN_KEY", "the key");
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await world.close();
});
beforeEach(() => world.sandboxes.reset({ settings: true }));

const lastAudit = async () => {
  const event = await world.ctx.db.auditEvent.findFirst({ orderBy: { seq: "desc" } });
  return { action: event?.action, summary: event?.summary, before: event?.before, after: event?.after };
};
const fieldsOf = (work: Promise<unknown>) =>
  work.then(
    () => "no error",
    (error: unknown) => (error instanceof AppError ? error.fields : error),
  );
const outcomeOf = (input: Partial<Parameters<typeof setOutcomes>[1]>) =>
  setOutcomes(world.ctx, {
    carrier: "bandwidth",
    targets: "2015550123",
    choice: "slow",
    values: {},
    ...input,
  });
const faultOf = (input: z.input<typeof addFaultsInput>) => addFaults(world.ctx, addFaultsInput.parse(input));

describe("outcomes", () => {
  it("are set for numbers in any spelling, recorded, and removed", async () => {
    const targets = "(201) 555-0123, +1 201-555-0124\n303.111.2222";
    await outcomeOf({ targets, choice: "code", values: { code: "25060", text: "Not yours" } });
    const label = "Fails with error code 25060: Not yours";
    const rows = ["2015550123", "2015550124", "3031112222"].map((key) => ({ carrier: "bandwidth", key, label }));
    expect(await listOutcomes(world.ctx)).toMatchObject(rows);
    const after = { outcome: "code", code: "25060", text: "Not yours" };
    expect(await lastAudit()).toMatchObject({ action: "sandbox.outcomes-set", after });

    await removeOutcome(world.ctx, { carrier: "bandwidth", key: "2015550124" });
    expect((await listOutcomes(world.ctx)).map(({ key }) => key)).toEqual(["2015550123", "3031112222"]);
    expect(await removeAllOutcomes(world.ctx)).toEqual({ removed: 2 });
    expect(await listOutcomes(world.ctx)).toEqual([]);
  });

  it("name the field that is wrong", async () => {
    expect(await fieldsOf(outcomeOf({ targets: "2015550123\n201555012" }))).toEqual({
      targets: [expect.stringContaining("Line 2")],
    });
    expect(await fieldsOf(outcomeOf({ choice: "code", values: { code: "many" } }))).toHaveProperty(["values.code"]);
    expect(await fieldsOf(outcomeOf({ choice: "stuck" }))).toHaveProperty("choice");
    expect(await fieldsOf(outcomeOf({ targets: " " }))).toEqual({ targets: ["Enter a number."] });
    expect(await listOutcomes(world.ctx)).toEqual([]);
  });

  it("of every description are accepted, and come back under their label", async () => {
    const { carriers } = await describeSandbox(world.ctx);
    expect(carriers.map(({ outcomes }) => outcomes.length > 0)).toEqual([true, true, true]);
    for (const { id: carrier, outcomes } of carriers)
      for (const { value, label, target, fields } of outcomes) {
        const targets = target === "campaigns" ? "CX5T2QK" : "2015550123";
        const values = Object.fromEntries(fields.map(({ name, initial }) => [name, String(initial ?? "")]));
        await outcomeOf({ carrier, targets, choice: value, values });
        const row = (await listOutcomes(world.ctx)).find((one) => one.carrier === carrier && targets.includes(one.key));
        expect(row?.label.startsWith(label)).toBe(true);
      }
  });
});

describe("faults", () => {
  it("strike the calls they are meant for, as often as they may", async () => {
    await faultOf({
      carrier: "intelepeer",
      endpoint: "GET provision",
      chance: "100",
      times: "2",
      fault: { kind: "status", status: 503, text: " " },
    });
    expect(await listFaults(world.ctx)).toMatchObject([
      { struck: 0, summary: "Error status: status 503", calls: "Read the SMS state", carrierLabel: "IntelePeer" },
    ]);
    const read = () =>
      fetch(`${world.sandboxes.urls.intelepeer}/my/did/sms/provision?endpoint=%2B12015550123`, {
        headers: { authorization: `Bearer ${world.sandboxes.credentials.intelepeer.token}` },
      });
    expect((await read()).status).toBe(503);
    expect(await listFaults(world.ctx)).toMatchObject([{ struck: 1 }]);
    await read();
    expect(await listFaults(world.ctx)).toEqual([]);
    expect((await read()).status).not.toBe(503);
  });

  it("of every kind and endpoint are taken by the sandbox, one rule for each number", async () => {
    const { faults: kinds, carriers } = await describeSandbox(world.ctx);
    expect(kinds.length).toBeGreaterThan(15);
    for (const { value: kind, fields } of kinds) {
      const values = fields.filter(({ isOptional }) => !isOptional).map(({ name, initial }) => [name, initial]);
      await faultOf({ chance: 5, fault: { kind, ...Object.fromEntries(values) } });
    }
    const endpoints = carriers.flatMap(({ id: carrier, endpoints: own }) =>
      own.map(({ value }) => ({ carrier, value })),
    );
    for (const { carrier, value } of endpoints)
      await faultOf({ carrier, endpoint: value, chance: 5, fault: { kind: "resetAfter" } });
    await faultOf({ numbers: "201 555 0123; 201 555 0124", chance: 5, fault: { kind: "hang" } });
    const rules = await listFaults(world.ctx);
    expect(rules.length).toBe(kinds.length + endpoints.length + 2);
    expect(rules.slice(-2).map(({ number }) => number)).toEqual(["2015550123", "2015550124"]);

    await removeFault(world.ctx, { id: rules[0]?.id ?? "" });
    expect(await lastAudit()).toMatchObject({ action: "sandbox.fault-removed" });
    expect(await removeAllFaults(world.ctx)).toEqual({ removed: rules.length - 1 });
    expect(await listFaults(world.ctx)).toEqual([]);
  });

  it("are refused with the field that is wrong", async () => {
    const parsed = addFaultsInput.safeParse({ chance: "101", times: "0", fault: {} });
    expect(Object.keys(z.flattenError(parsed.error ?? new z.ZodError([])).fieldErrors)).toEqual(["chance", "times"]);
    const refused = faultOf({ chance: 5, fault: { kind: "status", status: 99 } });
    expect(await fieldsOf(refused)).toEqual({ "fault.status": ["Enter 200 or more."] });
    expect(await fieldsOf(faultOf({ chance: 5, fault: { kind: "latency", ms: "long" } }))).toEqual({
      "fault.ms": ["Enter a number."],
    });
    expect(await listFaults(world.ctx)).toEqual([]);
  });
});

describe("settings", () => {
  it("change with before and after in the audit", async () => {
    const strict = { requests: 3, windowMs: 2000, burst: null };
    const changes = [
      { path: "intelepeer.provisioningMs", value: 50 },
      { path: "limits.intelepeer", value: strict },
      { path: "limits.inumbering", value: null },
    ];
    expect(await changeSettings(world.ctx, { changes })).toEqual({ changed: 3 });
    expect(world.sandboxes.settings()).toMatchObject({
      intelepeer: { provisioningMs: 50, requestedMs: 1000 },
      limits: { intelepeer: strict, inumbering: null },
    });
    expect(await lastAudit()).toMatchObject({
      before: { "intelepeer.provisioningMs": 2000 },
      after: { "intelepeer.provisioningMs": 50 },
    });
    expect(await changeSettings(world.ctx, { changes })).toEqual({ changed: 0 });
  });

  it("are refused in the sandbox's words, and a signature is not written down", async () => {
    const refused = changeSettings(world.ctx, { changes: [{ path: "bandwidth.shape", value: "round" }] });
    await expect(refused).rejects.toThrow(/refused this: Invalid option.*spec-wrapped.*, at bandwidth.shape$/s);
    await changeSettings(world.ctx, { changes: [{ path: "intelepeer.inboundSignature", value: "another" }] });
    expect(JSON.stringify(await lastAudit())).not.toContain("another");
  });

  it("each have one field in the forms, and take every option of it", async () => {
    const values = new Map((await listSettings(world.ctx)).map(({ path, value }) => [path, value]));
    const fields = (await describeSandbox(world.ctx)).settings.flatMap((section) => section.fields);
    expect(fields.map(({ path }) => path).sort()).toEqual([...values.keys()].sort());
    for (const { path, control, options = [], initial } of fields) {
      expect(values.get(path), path).toEqual(initial);
      if (control === "choice") expect(options.map(({ value }) => value)).toContain(initial);
      for (const { value } of options) await changeSettings(world.ctx, { changes: [{ path, value }] });
    }
  });
});

describe("ledger, reset, inbound", () => {
  it("shows effects, duplicates and requests, and forgets them", async () => {
    const headers = {
      authorization: `Bearer ${world.sandboxes.credentials.intelepeer.token}`,
      "content-type": "application/json",
    };
    const enable = () =>
      fetch(`${world.sandboxes.urls.intelepeer}/my/did/sms/provision`, {
        method: "POST",
        headers,
        body: JSON.stringify({ endpoints: ["+13035550123"] }),
      });
    await enable();
    await enable();
    const ledger = await readLedger(world.ctx);
    expect(ledger.effects).toContainEqual({ carrier: "intelepeer", kind: "sms.enable", count: expect.any(Number) });
    expect(ledger.endpoints).toMatchObject([{ carrier: "intelepeer", group: "provision", requests: 2, limited: 0 }]);
    expect(ledger.certainCount).toBe(0);

    const order = { carrier: "bandwidth", kind: "order.import", reference: "T-1" } as const;
    const enabled = { carrier: "intelepeer", kind: "sms.enable", number: "3035550199" } as const;
    for (const effect of [enabled, enabled, enabled, order, order]) world.sandboxes.ledger.add(effect, Date.now());
    expect(await readLedger(world.ctx)).toMatchObject({
      certainCount: 1,
      duplicateCount: 2,
      duplicates: [
        { ...order, count: 2, isCertain: true },
        { ...enabled, count: 3, isCertain: false },
      ],
    });

    await resetSandbox(world.ctx, { hasSettings: false, reason: "a new round" });
    expect(await readLedger(world.ctx)).toMatchObject({ effects: [], duplicates: [], endpoints: [] });
    expect(await lastAudit()).toMatchObject({ action: "sandbox.reset" });
  });

  it("says that no address is registered for an inbound message", async () => {
    const message = {
      carrier: "bandwidth",
      to: "(303) 555-0123",
      from: "3235550100",
      text: "Hello",
      copies: 1,
    } as const;
    await expect(sendInbound(world.ctx, message)).rejects.toThrow("No callback address");
    expect(await fieldsOf(sendInbound(world.ctx, { ...message, to: "303" }))).toHaveProperty("to");
  });

  it("lists the carriers that are simulated, and offers no others in forms", async () => {
    const idsOf = async () => {
      const { carriers } = await describeSandbox(world.ctx);
      return [(await listSimulated(world.ctx)).map(({ id }) => id), carriers.map(({ id }) => id)];
    };
    const all = ["intelepeer", "inumbering", "bandwidth"];
    expect(await idsOf()).toEqual([all, all]);
    const setMode = (mode: "live" | "sandbox") =>
      world.ctx.db.carrierAccount.updateMany({ where: { carrier: "inumbering" }, data: { mode } });
    await setMode("live");
    expect(await idsOf()).toEqual([
      ["intelepeer", "bandwidth"],
      ["intelepeer", "bandwidth"],
    ]);
    await setMode("sandbox");
  });
});

it("says so when the sandbox's answer is not as documented", async () => {
  const call = callSandbox({ method: "GET", path: "/stats", answer: z.object({ no: z.string() }) });
  await expect(call).rejects.toMatchObject({ code: "CARRIER_FAULT" });
  const unknown = callSandbox({ method: "GET", path: "/nothing", answer: z.unknown() });
  await expect(unknown).rejects.toMatchObject({ code: "NOT_FOUND" });
});
