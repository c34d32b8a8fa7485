import { readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { NOT_STORED } from "@/lib/domain/order-view";
import { toTenDigits, type PhoneNumber } from "@/lib/domain/phone-number";
import { decideItems } from "@/lib/services/orders/decide-items";
import { listOrderCalls } from "@/lib/services/orders/list-order-calls";
import { reconcileOrder } from "@/lib/services/orders/reconcile-order";
import { createTestWorld, numbersFrom, readOrder, waitFor, waitUntilSettled } from "@/lib/test/world";
import { poisonCalls, poisonItems, removePoison } from "@/lib/test/poison";
import { runWorker, type Worker } from "./run-worker";

let worker: Worker;

const world = await createTestWorld();

beforeAll(async () => {
  for (const carrier of ["intelepeer", "bandwidth"]) await world.setRate(carrier, 200);
  world.sandboxes.changeSettings({
    limits: { intelepeer: null, bandwidthDashboard: null },
    intelepeer: { requestedMs: 50, provisioningMs: 50, defaultRules: false },
    bandwidth: { receivedMs: 50, processingMs: 50, defaultRules: false },
  });
  worker = await runWorker({ ...world.database, carriers: world.ctx.carriers });
});
afterEach(() => removePoison(world.database.sql));
afterAll(async () => {
  await worker?.stop();
  await world.close();
});

const listItems = (orderId: string) =>
  world.database.db.orderItem.findMany({ where: { orderId }, orderBy: { seq: "asc" } });
const countEffects = (kind: string, number: PhoneNumber) =>
  world.sandboxes.ledger.countOf({ kind, number: toTenDigits(number) });
/** Everything has its end; what could not be stored waits for a person. */
const waitUntilSetAside = (orderId: string, unknown: number) =>
  waitFor("the rest to settle", async () => {
    const order = await readOrder(world, orderId);
    const aside = (await listItems(orderId)).filter((item) => item.code === NOT_STORED);
    return order.queued + order.sending + order.accepted === 0 && aside.length === unknown ? order : null;
  });

it("shows a carrier's text with the six characters of an escape as it came, and confirms the number beside it", async () => {
  // From public bug reports of this trade: such a text left both numbers pending for ever.
  const file = path.join(import.meta.dirname, "../engine/fixtures/carrier-text-u0000-outcome.json");
  world.sandboxes.setOutcomes(JSON.parse(readFileSync(file, "utf8")));
  const id = await world.place("import", "bandwidth", numbersFrom("7045672191", 2));
  expect(await waitUntilSettled(world, id)).toMatchObject({ status: "PARTIAL", confirmed: 1, failed: 1 });
  expect(await listItems(id)).toMatchObject([
    { state: "confirmed" },
    { state: "failed", code: "25080", message: String.raw`Unable to provision (trace \u0000)` },
  ]);
  const facts = await world.database.db.numberFact.findMany({ where: { e164: "+17045672192", facet: "importState" } });
  expect(facts[0]?.raw).toContain(String.raw`\\u0000`);
});

it("sets aside the one number of an order whose outcome cannot be stored, with a message, and settles the other 199", async () => {
  const numbers = numbersFrom("3035551000", 200);
  const bad = numbers[77];
  if (!bad) throw new Error("no number");
  world.sandboxes.setOutcomes([{ carrier: "bandwidth", number: bad, outcome: { code: "25080", text: "POISON" } }]);
  await poisonItems(world.database.sql, [bad]);
  const id = await world.place("import", "bandwidth", numbers);
  expect(await waitUntilSetAside(id, 1)).toMatchObject({ confirmed: 199, failed: 0, unknown: 1 });
  const item = (await listItems(id)).find(({ e164 }) => e164 === bad);
  expect(item?.message).toMatch(/^Our fault: .*log reference [0-9a-f]{8}/);
  const dispatches = await world.database.db.dispatch.findMany({ where: { orderId: id } });
  // It waits for a person; no machine comes back to it.
  expect(dispatches).toMatchObject([{ state: "lost", dueAt: null }]);

  await reconcileOrder(world.ctx, { orderId: id });
  await waitFor("the order to be read again", async () => {
    const again = (await listItems(id)).find(({ e164 }) => e164 === bad);
    return again?.code === NOT_STORED && again.message !== item?.message;
  });
  await removePoison(world.database.sql);
  await decideItems(world.ctx, { orderId: id, choice: { by: "unknown" }, outcome: "failed", note: "seen there" });
  expect(await readOrder(world, id)).toMatchObject({ confirmed: 199, failed: 1, unknown: 0 });
});

it("keeps the neighbors of a number that is written and read by itself apart from it", async () => {
  const numbers = numbersFrom("3035552000", 40);
  const bad = numbers[20];
  if (!bad) throw new Error("no number");
  world.sandboxes.setOutcomes([{ carrier: "intelepeer", number: bad, outcome: "error" }]);
  await poisonItems(world.database.sql, [bad]);
  const id = await world.place("sms-enable", "intelepeer", numbers);
  expect(await waitUntilSetAside(id, 1)).toMatchObject({ confirmed: 39, unknown: 1 });
  expect(numbers.map((number) => countEffects("sms.enable", number))).toEqual(numbers.map(() => 1));
});

it("acts on an answer whose evidence cannot be stored, and leaves evidence that says so", async () => {
  const numbers = numbersFrom("3035553000", 3);
  world.sandboxes.setOutcomes([
    { carrier: "bandwidth", number: numbers[1], outcome: { code: "25080", text: "POISON" } },
  ]);
  await poisonCalls(world.database.sql, "POISON");
  const id = await world.place("import", "bandwidth", numbers);
  expect(await waitUntilSettled(world, id)).toMatchObject({ confirmed: 2, failed: 1, unknown: 0 });
  const { rows } = await listOrderCalls(world.ctx, { orderId: id });
  expect(rows.map(({ fault }) => fault).join()).toMatch(/Our fault: .*log reference/);
});

it("does not follow a write whose handle cannot be stored, and says so at its numbers", async () => {
  const numbers = numbersFrom("3035554000", 2);
  const sql = world.database.sql;
  await sql.query(
    `CREATE FUNCTION refuse_handle() RETURNS trigger LANGUAGE plpgsql AS $$
       BEGIN IF NEW.external_id IS NOT NULL THEN RAISE EXCEPTION 'poisoned'; END IF; RETURN NEW; END $$;
     CREATE TRIGGER poison_handle BEFORE UPDATE ON dispatch FOR EACH ROW EXECUTE FUNCTION refuse_handle()`,
  );
  const id = await world.place("import", "bandwidth", numbers);
  expect(await waitUntilSetAside(id, 2)).toMatchObject({ unknown: 2 });
  await sql.query(`DROP TRIGGER poison_handle ON dispatch`);
  await reconcileOrder(world.ctx, { orderId: id });
  expect(await waitUntilSettled(world, id)).toMatchObject({ status: "COMPLETE", confirmed: 2 });
  expect(numbers.map((number) => countEffects("import", number))).toEqual([1, 1]);
});
