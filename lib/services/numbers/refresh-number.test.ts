import { afterAll, expect, it } from "vitest";
import { CarrierError } from "@/lib/carriers/carrier";
import { phoneNumber } from "@/lib/domain/phone-number";
import { createTestWorld, waitFor } from "@/lib/test/world";
import { getNumber } from "./get-number";
import { listNumberCalls } from "./list-number-calls";
import { listNumberEvents } from "./list-number-events";
import { refreshNumber, refreshNumbers } from "./refresh-number";

const number = phoneNumber.parse("+13032200049");
const never = phoneNumber.parse("+13032200050");

const world = await createTestWorld();
afterAll(() => world.close());

const smsOf = async () =>
  (await getNumber(world.ctx, number)).accounts.find((account) => account.carrierId === "intelepeer")?.service
    ?.smsState;

it("knows nothing of a number that nobody has asked about, and still offers the accounts", async () => {
  const status = await getNumber(world.ctx, never);
  expect(status).toMatchObject({ isKnown: false, state: "CO", addedAt: null });
  expect(status.accounts.map((account) => account.carrierId)).toEqual(["bandwidth", "intelepeer", "inumbering"]);
  expect(status.steps.find((step) => step.isNext)).toMatchObject({ id: "owned", state: "unknown" });
});

it("keeps what the carrier says with its call as evidence, and changes the version", async () => {
  const accountId = world.accountOf("intelepeer");
  const before = await getNumber(world.ctx, number);
  await refreshNumber(world.ctx, { number, accountId });
  expect(await smsOf()).toBe("not-found");
  const after = await getNumber(world.ctx, number);
  expect(after.isKnown).toBe(true);
  expect(after.version).not.toBe(before.version);

  const events = await listNumberEvents(world.ctx, number, { most: 10 });
  expect(events.rows.map((event) => event.kind).sort()).toEqual(["changed", "checked"]);
  expect(events.rows.every((event) => event.person === "Ada")).toBe(true);
  const calls = await listNumberCalls(world.ctx, number);
  expect(calls.map((call) => call.id)).toContain(events.rows[0]?.callId);
  expect(calls.every((call) => !JSON.stringify(call.requestHeaders).includes("Bearer ey"))).toBe(true);
  const audit = await world.database.db.auditEvent.findMany({ where: { action: "number.refreshed" } });
  expect(audit).toHaveLength(1);
});

it("changes nothing when the carrier does not answer as it should", async () => {
  world.sandboxes.addFault({ carrier: "intelepeer", fault: { kind: "htmlPage" } });
  await expect(refreshNumber(world.ctx, { number, accountId: world.accountOf("intelepeer") })).rejects.toThrow(
    CarrierError,
  );
  world.sandboxes.removeFault("all");
  expect(await smsOf()).toBe("not-found");
  expect((await listNumberEvents(world.ctx, number, { most: 10 })).rows).toHaveLength(2);
});

it("shows an order that holds the number as pending, until it is settled", async () => {
  await world.place("sms-enable", "intelepeer", [number]);
  const status = await getNumber(world.ctx, number);
  expect(status.pending).toMatchObject([{ kind: "sms-enable", state: "queued" }]);
  expect(status.steps.find((step) => step.id === "sms")?.state).toBe("pending");
  await world.database.sql.query(
    `UPDATE order_item SET state = 'skipped', message = 'test', settled_at = now() WHERE e164 = $1`,
    [number],
  );
  expect((await getNumber(world.ctx, number)).pending).toEqual([]);
});

it("reads many numbers at all their accounts, in few calls, and tells which account could not be read", async () => {
  const numbers = ["+13032200060", "+13032200061", "+13032200062"].map((text) => phoneNumber.parse(text));
  const readWebhooks = async () => {
    const { rows } = await world.database.sql.query(
      `SELECT e164, facet, value FROM number_fact
       WHERE e164 = ANY($1) AND account_id = $2 AND facet IN ('smsState', 'webhookUrl') ORDER BY e164, facet`,
      [numbers, world.accountOf("intelepeer")],
    );
    return rows;
  };
  // The refusals of the test before may have paused the account, by a probe that came after them.
  await waitFor("the carrier to be asked again", async () => {
    await world.database.sql.query("DELETE FROM carrier_breaker");
    return Promise.all(
      numbers.map((one) => refreshNumber(world.ctx, { number: one, accountId: world.accountOf("intelepeer") })),
    ).catch(() => null);
  });
  const before = await world.database.db.carrierCall.count();
  expect(await refreshNumbers(world.ctx, { numbers })).toEqual({ read: 3, accounts: 1, failures: [] });
  // One reading of their states for all three; webhooks only where SMS is on.
  const states = await readWebhooks();
  const on = states.filter((row) => row.value === "provisioned").length;
  expect(states.filter((row) => row.facet === "smsState")).toHaveLength(3);
  expect((await world.database.db.carrierCall.count()) - before).toBe(1 + on);

  world.sandboxes.addFault({ carrier: "intelepeer", fault: { kind: "htmlPage" } });
  const refused = await refreshNumbers(world.ctx, { numbers });
  world.sandboxes.removeFault("all");
  expect(refused).toMatchObject({ read: 0, accounts: 0, failures: [expect.stringMatching(/^IntelePeer: /)] });
  expect(await readWebhooks()).toEqual(states);
});
