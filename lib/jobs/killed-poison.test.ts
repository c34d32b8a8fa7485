import { afterAll, expect, it } from "vitest";
import { NOT_STORED } from "@/lib/domain/order-view";
import { createTestWorld, numbersFrom, readOrder, waitFor, waitUntilSettled } from "@/lib/test/world";
import { CARRIERS, expectSumsToHold, placeForKills, RATES, setUpForKills } from "@/lib/test/test-kills";
import { poisonCalls, poisonItems } from "@/lib/test/poison";
import { killWorkers } from "@/lib/test/kill-workers";
import type { WorkerProcess } from "@/lib/test/worker-process";

const KILLS = 7;
const NUMBERS = 200;
/** The longest wait between two kills, in milliseconds. */
const MAX_LIFE = 1_200;

let workers: WorkerProcess[] = [];

const world = await createTestWorld();
await setUpForKills(world);
afterAll(async () => {
  await Promise.all(workers.map((worker) => worker.kill()));
  await world.close();
});

it(`ends 199 of 200 as they should while workers are killed and one answer cannot be stored`, async () => {
  const [enabled, imported] = [numbersFrom("3035557000", NUMBERS), numbersFrom("7205557000", NUMBERS)];
  const bad = [enabled[111], imported[42]].filter((number) => number !== undefined);
  world.sandboxes.setOutcomes([
    { carrier: "intelepeer", number: bad[0], outcome: "error" },
    { carrier: "bandwidth", number: bad[1], outcome: { code: "25080", text: "POISON" } },
  ]);
  await poisonItems(world.database.sql, bad);
  await poisonCalls(world.database.sql, "POISON");
  const orders = await placeForKills(world, enabled, imported);

  workers = await killWorkers({ url: world.url, kills: KILLS, longestLife: MAX_LIFE, seed: 20_261_126 });
  for (const carrier of CARRIERS) await world.setRate(carrier, RATES.after);

  for (const id of orders.slice(2))
    expect(await waitUntilSettled(world, id)).toMatchObject({ status: "COMPLETE", confirmed: 1 });
  for (const id of orders.slice(0, 2)) {
    const { requested, ...order } = await waitFor("the order to settle but for one number", async () => {
      const now = await readOrder(world, id);
      return now.confirmed + now.failed === now.requested - 1 && now.unknown === 1 ? now : null;
    });
    expect(order).toMatchObject({ confirmed: requested - 1, failed: 0, skipped: 0, unknown: 1 });
    const aside = await waitFor("the number that is left to be set aside", async () => {
      const items = await world.database.db.orderItem.findMany({ where: { orderId: id, state: "unknown" } });
      return items[0]?.code === NOT_STORED && items;
    });
    expect(aside.map(({ e164 }) => e164)).toEqual(bad.filter((number) => aside.some(({ e164 }) => e164 === number)));
  }

  world.sandboxes.settle();
  for (const [carrier, kind, numbers] of [
    ["intelepeer", "sms.enable", enabled],
    ["bandwidth", "import", imported],
  ] as const) {
    const effects = world.sandboxes.ledger
      .listCounts({ carrier, kind })
      .filter((entry) => entry.number !== undefined && !bad.some((number) => number.endsWith(entry.number ?? "-")));
    expect(effects).toHaveLength(numbers.length - 1);
    expect(effects.filter((entry) => entry.count !== 1)).toEqual([]);
  }
  await expectSumsToHold(world);
});
