import { afterAll, beforeAll, expect, it } from "vitest";
import { controlOrder } from "@/lib/services/orders/control-order";
import { createTestWorld, numbersFrom, readOrder, waitFor, waitUntilSettled } from "@/lib/test/world";
import { startWorkerProcess, type WorkerProcess } from "@/lib/test/worker-process";

const NUMBERS = 120;

let worker: WorkerProcess | null = null;

const world = await createTestWorld();

beforeAll(async () => {
  // Slow enough that a slow machine, too, finds numbers left to hold back.
  await world.setRate("intelepeer", 6);
  world.sandboxes.changeSettings({
    limits: { intelepeer: null },
    intelepeer: { defaultRules: false, requestedMs: 100, provisioningMs: 100 },
  });
  world.sandboxes.addFault({ carrier: "intelepeer", probability: 0.03, fault: { kind: "resetAfter" } });
});
afterAll(async () => {
  await worker?.kill();
  await world.close();
});

async function killAndReplace() {
  await worker?.kill();
  worker = await startWorkerProcess(world.url);
}

/** What the killed had claimed is free at once instead of in a minute; that claims end by themselves is proven elsewhere. */
async function endLeases() {
  const { sql } = world.database;
  await sql.query(`UPDATE dispatch SET lease_until = now() - interval '1 s' WHERE state = 'sending'`);
  await sql.query(`UPDATE dispatch SET due_at = now() - interval '1 s' WHERE state IN ('accepted', 'lost')`);
  await sql.query(`UPDATE order_item SET due_at = now() - interval '1 s' WHERE state = 'queued'`);
}

const sentOnce = (first: string) => {
  const counts = world.sandboxes.ledger
    .listCounts({ carrier: "intelepeer", kind: "sms.enable" })
    .filter((entry) => entry.number?.startsWith(first.slice(0, 6)));
  expect(counts.filter((entry) => entry.count !== 1)).toEqual([]);
  return counts.length;
};

const settledOf = async (id: string) => {
  const order = await readOrder(world, id);
  return order.confirmed + order.accepted;
};

/** Nothing is being sent: every write that had begun has its answer, or is known to be lost. */
const waitUntilQuiet = (id: string) =>
  waitFor("what was being sent to come to rest", async () => (await readOrder(world, id)).sending === 0);

it("holds to pause, resume and cancel while workers are killed around each of them", async () => {
  const [paused, cancelled] = await Promise.all([
    world.place("sms-enable", "intelepeer", numbersFrom("3035560000", NUMBERS)),
    world.place("sms-enable", "intelepeer", numbersFrom("7205560000", NUMBERS)),
  ]);
  await killAndReplace();
  for (const id of [paused, cancelled]) await waitFor("some of it to be sent", async () => (await settledOf(id)) >= 10);

  // Killed at the moment of the order itself.
  await Promise.all([
    controlOrder(world.ctx, { orderId: paused, to: "paused" }),
    controlOrder(world.ctx, { orderId: cancelled, to: "cancelled", reason: "not needed" }),
    killAndReplace(),
  ]);
  await world.setRate("intelepeer", 100);
  await endLeases();
  await waitUntilQuiet(paused);
  await waitUntilSettled(world, cancelled);
  const held = await readOrder(world, paused);
  const ended = await readOrder(world, cancelled);
  expect(held.queued).toBeGreaterThan(0);
  expect(ended).toMatchObject({ status: "CANCELLED", failed: 0 });
  expect(ended.confirmed + ended.skipped).toBe(NUMBERS);
  expect(ended.skipped).toBeGreaterThan(0);
  const sentOfCancelled = sentOnce("7205560000");
  expect(sentOfCancelled).toBe(ended.confirmed);

  await controlOrder(world.ctx, { orderId: paused, to: "run" });
  await killAndReplace();
  await endLeases();
  expect(await waitUntilSettled(world, paused)).toMatchObject({ status: "COMPLETE", confirmed: NUMBERS });
  expect(sentOnce("3035560000")).toBe(NUMBERS);
  // All the while nothing more of the cancelled one was sent.
  expect(sentOnce("7205560000")).toBe(sentOfCancelled);
  const sums = await world.database.sql.query(
    `SELECT o.id FROM orders o WHERE o.requested <> (SELECT count(*) FROM order_item i WHERE i.order_id = o.id)
       OR o.skipped <> (SELECT count(*) FROM order_item i WHERE i.order_id = o.id AND i.state = 'skipped')
       OR o.confirmed <> (SELECT count(*) FROM order_item i WHERE i.order_id = o.id AND i.state = 'confirmed')`,
  );
  expect(sums.rows).toEqual([]);
});
