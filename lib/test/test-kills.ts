import { afterAll, beforeAll, expect, it } from "vitest";
import type { PhoneNumber } from "@/lib/domain/phone-number";
import { createTestWorld, numbersFrom, readOrder, waitUntilSettled, type TestWorld } from "./world";
import { killWorkers } from "./kill-workers";
import type { WorkerProcess } from "./worker-process";

/** The longest wait between two kills, in milliseconds. */
const MAX_LIFE_MS = 2_000;
/** Allowed calls per second while workers are killed, so that work is left for the last of them; and after it. */
export const RATES = { killing: 40, after: 200 };
export const CARRIERS = ["intelepeer", "bandwidth"] as const;
/** Imports placed one by one. */
const SMALL_ORDERS = 10;

/** Carriers at a rate that leaves work for the last worker, and that lose, refuse and delay calls in every way. */
export async function setUpForKills(world: TestWorld): Promise<void> {
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
}

/** Small imports as well, so that kills meet imports at every step and not only one large one. Returns the orders' ids. */
export async function placeForKills(world: TestWorld, sms: PhoneNumber[], imported: PhoneNumber[]): Promise<string[]> {
  return [
    await world.place("sms-enable", "intelepeer", sms),
    await world.place("import", "bandwidth", imported.slice(0, -SMALL_ORDERS)),
    ...(await Promise.all(imported.slice(-SMALL_ORDERS).map((number) => world.place("import", "bandwidth", [number])))),
  ];
}

export async function expectSumsToHold({ database }: TestWorld): Promise<void> {
  const { rows } = await database.sql.query(
    `SELECT o.id FROM orders o WHERE o.requested <> (SELECT count(*) FROM order_item i WHERE i.order_id = o.id)
       OR o.confirmed <> (SELECT count(*) FROM order_item i WHERE i.order_id = o.id AND i.state = 'confirmed')
       OR o.unknown <> (SELECT count(*) FROM order_item i WHERE i.order_id = o.id AND i.state = 'unknown')`,
  );
  expect(rows).toEqual([]);
}

/** Registers the test: two workers work on orders of `numbers` numbers and are killed `kills` times. */
export function testKills({ kills, numbers }: { kills: number; numbers: number }) {
  let world: TestWorld;
  let workers: WorkerProcess[] = [];

  beforeAll(async () => {
    world = await createTestWorld();
    await setUpForKills(world);
  });

  afterAll(async () => {
    await Promise.all(workers.map((worker) => worker.kill()));
    await world?.close();
  });

  it(`loses nothing and doubles nothing while workers are killed ${kills} times`, async () => {
    const sms = numbersFrom("3035550000", numbers);
    const imported = numbersFrom("7205550000", numbers);
    const orders = await placeForKills(world, sms, imported);
    workers = await killWorkers({ url: world.url, kills, longestLife: MAX_LIFE_MS, seed: 20_261_121 });
    expect((await readOrder(world, orders[0] ?? "")).queued).toBeGreaterThan(0);
    for (const carrier of CARRIERS) await world.setRate(carrier, RATES.after);

    for (const id of orders) await waitUntilSettled(world, id);
    for (const id of orders)
      expect(await readOrder(world, id)).toMatchObject({ status: "COMPLETE", failed: 0, skipped: 0, unknown: 0 });

    world.sandboxes.settle();
    const effects = (carrier: string, kind: string) =>
      world.sandboxes.ledger.listCounts({ carrier, kind }).filter((entry) => entry.number !== undefined);
    const enabled = effects("intelepeer", "sms.enable");
    expect(enabled).toHaveLength(numbers);
    expect(enabled.filter((entry) => entry.count !== 1)).toEqual([]);
    const ordered = effects("bandwidth", "import");
    expect(ordered).toHaveLength(numbers);
    expect(ordered.filter((entry) => entry.count !== 1)).toEqual([]);

    await expectSumsToHold(world);
  });
}
