import { afterAll, beforeAll, expect, it } from "vitest";
import { killWorkers } from "./kill-workers";
import { changeBehind, makeDue, readDrift, settleNumbers } from "./reconciliation";
import type { WorkerProcess } from "./worker-process";
import { createTestWorld, type TestWorld, waitFor } from "./world";

/** The longest wait between two kills, and from one look for leases to the next, in milliseconds. */
const MAX_LIFE_MS = 1_500;
const EXPIRE_MS = 1_500;

/** Registers the test: two workers read what changed at the carriers and are killed `kills` times, and each lease ends at any time. */
export function testReadingKills({ kills, size, each }: { kills: number; size: number; each: number }) {
  let world: TestWorld;
  let workers: WorkerProcess[] = [];

  beforeAll(async () => {
    world = await createTestWorld();
    for (const carrier of ["intelepeer", "inumbering", "bandwidth"]) await world.setRate(carrier, 30);
  });
  afterAll(async () => {
    await Promise.all(workers.map((worker) => worker.kill()));
    await world?.close();
  });

  it(`finds each change once while the workers that read are killed ${kills} times`, async () => {
    const settled = await settleNumbers(world, size);
    const expected = changeBehind(world, settled, each);
    world.sandboxes.addFault({ carrier: "intelepeer", probability: 0.05, fault: { kind: "status", status: 503 } });
    await makeDue(world);
    const expiring = setInterval(() => {
      void world.database.sql.query(`UPDATE reading_cycle SET lease_until = now() WHERE lease_until > now()`);
    }, EXPIRE_MS);
    try {
      workers = await killWorkers({ url: world.url, kills, longestLife: MAX_LIFE_MS, seed: 20_261_128 });
      await waitFor("all readings to end", async () =>
        (await world.database.db.readingCycle.findMany({ where: { group: { not: "webhooks" } } })).every(
          ({ endedAt }) => endedAt !== null,
        ),
      );
    } finally {
      clearInterval(expiring);
    }
    expect(await readDrift(world)).toEqual(expected);
    const cycles = await world.database.db.readingCycle.findMany({ where: { group: "sms" } });
    // Each number counts once, whichever worker stored it.
    expect(cycles).toMatchObject([{ read: size, failed: 0, changed: 2 * each }]);
  });
}
