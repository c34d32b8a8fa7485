import { afterAll, beforeAll, expect, it } from "vitest";
import { createTestWorld, numbersFrom, readOrder, waitUntilSettled, type TestWorld } from "@/lib/test/world";
import { killWorkers } from "@/lib/test/kill-workers";
import type { WorkerProcess } from "@/lib/test/worker-process";

const KILLS = 50;
const NUMBERS = 2_000;
/** The longest wait between two kills, in milliseconds. */
const LONGEST_LIFE = 2_000;
/** Allowed calls per second while workers are killed, so that work is left for the last of them; and after it. */
const RATES = { killing: 40, after: 200 };
const CARRIERS = ["intelepeer", "bandwidth"] as const;

let world: TestWorld;
let workers: WorkerProcess[] = [];

beforeAll(async () => {
  world = await createTestWorld();
  for (const carrier of CARRIERS) await world.setRate(carrier, RATES.killing);
  world.sandboxes.changeSettings({
    limits: { intelepeer: null, bandwidthDashboard: null },
    intelepeer: { defaultRules: false },
    bandwidth: { defaultRules: false },
  });
  for (const carrier of CARRIERS) {
    world.sandboxes.addFault({ carrier, probability: 0.03, fault: { kind: "resetAfter" } });
    world.sandboxes.addFault({ carrier, probability: 0.02, fault: { kind: "resetBefore" } });
    world.sandboxes.addFault({ carrier, probability: 0.03, fault: { kind: "status", status: 503 } });
    world.sandboxes.addFault({ carrier, probability: 0.02, fault: { kind: "status", status: 500, effect: true } });
    world.sandboxes.addFault({ carrier, probability: 0.02, fault: { kind: "rateLimited", resetInMs: 500 } });
  }
});

afterAll(async () => {
  await Promise.all(workers.map((worker) => worker.kill()));
  await world?.close();
});

it(`loses nothing and doubles nothing while workers are killed ${KILLS} times`, async () => {
  const sms = numbersFrom("3035550000", NUMBERS);
  const imported = numbersFrom("7205550000", NUMBERS);
  const orders = [
    await world.place("sms-enable", "intelepeer", sms),
    await world.place("import", "bandwidth", imported.slice(0, 1_990)),
    // Small ones as well, so that kills meet imports at every step and not only one large one.
    ...(await Promise.all(imported.slice(1_990).map((number) => world.place("import", "bandwidth", [number])))),
  ];
  workers = await killWorkers({ url: world.url, kills: KILLS, longestLife: LONGEST_LIFE, seed: 20_261_121 });
  expect((await readOrder(world, orders[0] ?? "")).queued).toBeGreaterThan(0);
  for (const carrier of CARRIERS) await world.setRate(carrier, RATES.after);

  for (const id of orders) await waitUntilSettled(world, id, 240);
  for (const id of orders)
    expect(await readOrder(world, id)).toMatchObject({ status: "COMPLETE", failed: 0, skipped: 0, unknown: 0 });

  world.sandboxes.settle();
  const effects = (carrier: string, kind: string) =>
    world.sandboxes.ledger.listCounts({ carrier, kind }).filter((entry) => entry.number !== undefined);
  const enabled = effects("intelepeer", "sms.enable");
  expect(enabled).toHaveLength(NUMBERS);
  expect(enabled.filter((entry) => entry.count !== 1)).toEqual([]);
  const ordered = effects("bandwidth", "import");
  expect(ordered).toHaveLength(NUMBERS);
  expect(ordered.filter((entry) => entry.count !== 1)).toEqual([]);

  const sums = await world.database.sql.query(
    `SELECT o.id FROM orders o WHERE o.requested <> (SELECT count(*) FROM order_item i WHERE i.order_id = o.id)
         OR o.confirmed <> (SELECT count(*) FROM order_item i WHERE i.order_id = o.id AND i.state = 'confirmed')`,
  );
  expect(sums.rows).toEqual([]);
}, 600_000);
