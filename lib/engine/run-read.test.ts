import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { CarrierError } from "@/lib/carriers/carrier";
import { createTestWorld, numbersFrom } from "@/lib/test/world";
import { readBreaker } from "./breaker/breaker-store";
import { claimCheck, type ClaimedCheck } from "./claim";
import { probeUnreadable, runRead } from "./run-read";
import { noteTrouble } from "./trouble";

let check: ClaimedCheck;
let next = 3_035_551_000;
const sql = () => world.database.sql;

const world = await createTestWorld();
const account = await world.ctx.carriers.open(world.accountOf("intelepeer"));

beforeAll(async () => {
  // Signs in: from now on a probe is one call.
  await account.carrier.probe();
});
beforeEach(async () => {
  world.sandboxes.removeFault("all");
  await sql().query(`DELETE FROM carrier_breaker`);
  await sql().query(`UPDATE orders SET control = 'cancelled'`);
  await world.place("sms-enable", "intelepeer", numbersFrom(String((next += 10)), 1));
  const claimed = await claimCheck(sql(), account.id, () => 1);
  if (!claimed) throw new Error("nothing claimed");
  check = claimed;
});
afterAll(() => world.close());

const countCalls = () => world.database.db.carrierCall.count({ where: { accountId: account.id } });
const readTrouble = async () => (await world.database.db.order.findUnique({ where: { id: check.orderId } }))?.trouble;
const unreadable = new CarrierError("bad_response", "a web page", { status: 200 });

it("gives its claim to the reading, and asks nothing else where that succeeds", async () => {
  const calls = await countCalls();
  const claims: unknown[] = [];
  await runRead(sql(), account, check, async (claim) => void claims.push(claim));
  expect(claims).toEqual([check]);
  expect([await countCalls(), await readTrouble()]).toEqual([calls, null]);
});

it.each([
  ["an answer that cannot be read", 1, unreadable],
  ["no answer, which the watch of all calls counts", 0, new CarrierError("unavailable", "reset")],
  ["an allowance to wait for", 0, new CarrierError("rate_limited", "slow down")],
  ["a fault of our own", 0, new TypeError("oops")],
])("after %s, probes the carrier so often: %i", async (_what, probes, error) => {
  const calls = await countCalls();
  await runRead(sql(), account, check, () => Promise.reject(error));
  expect((await countCalls()) - calls).toBe(probes);
  expect(await readBreaker(sql(), account.id)).toMatchObject({ cause: null });
});

it("pauses the account where its probe cannot be read either, and keeps the order's own trouble", async () => {
  const fault = { kind: "htmlPage", status: 200 } as const;
  world.sandboxes.addFault({ carrier: "intelepeer", endpoint: "GET provision", times: 9, fault });
  await runRead(sql(), account, check, () => Promise.reject(unreadable));
  expect(await readBreaker(sql(), account.id)).toMatchObject({ cause: "unreadable" });
  expect(await readTrouble()).toMatchObject({ step: "check", message: "a web page", status: 200 });
});

it("clears only trouble of its own step", async () => {
  const read = { ...check, step: "settle" as const, dispatches: [] };
  await noteTrouble(sql(), read, unreadable);
  await runRead(sql(), account, check, () => Promise.resolve());
  expect(await readTrouble()).toMatchObject({ step: "settle" });
  await runRead(sql(), account, read, () => Promise.resolve());
  expect(await readTrouble()).toBeNull();
});

it("probes for an effect's reading just the same", async () => {
  const calls = await countCalls();
  await probeUnreadable(sql(), account, new CarrierError("not_found", "none"));
  expect(await countCalls()).toBe(calls);
  await probeUnreadable(sql(), account, unreadable);
  expect(await countCalls()).toBe(calls + 1);
});
