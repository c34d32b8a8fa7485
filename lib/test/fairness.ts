import { afterAll, beforeAll, expect, it } from "vitest";
import { createTestWorld, numbersFrom, waitFor, waitUntilSettled, type TestWorld } from "./world";
import { runWorker, type Worker } from "@/lib/jobs/run-worker";

const PER_SECOND = 10;
const RUN = 10_000;

/** Registers the test; a call of the large order counts when it starts between the placing of a single number and its write. */
export function testFairness({ overtakenAtMost }: { overtakenAtMost: number }) {
  let world: TestWorld;
  let worker: Worker;

  beforeAll(async () => {
    world = await createTestWorld();
    await world.setRate("intelepeer", PER_SECOND);
    world.sandboxes.changeSettings({
      limits: { intelepeer: null },
      intelepeer: { requestedMs: 200, provisioningMs: 200, defaultRules: false },
    });
    worker = await runWorker({ ...world.database, carriers: world.ctx.carriers });
  });
  afterAll(async () => {
    await worker?.stop();
    await world?.close();
  });

  /** When the first write of the order left, in epoch milliseconds; null while none has. */
  async function findFirstWrite(orderId: string): Promise<number | null> {
    const call = await world.database.db.carrierCall.findFirst({
      where: { orderId, method: "POST", url: { contains: "/provision" } },
      orderBy: { startedAt: "asc" },
    });
    return call?.startedAt.getTime() ?? null;
  }

  it(`lets at most ${overtakenAtMost} calls of ${RUN} numbers at the same carrier go before a single number`, async () => {
    const run = await world.place("sms-enable", "intelepeer", numbersFrom("6465550000", RUN));
    await waitFor("the large order to be well under way", async () => {
      const { rows } = await world.database.sql.query<{ sent: number }>(
        `SELECT requested - queued - sending AS sent FROM orders WHERE id = $1`,
        [run],
      );
      return (rows[0]?.sent ?? 0) >= 3 * PER_SECOND;
    });
    const overtaken: number[] = [];
    for (const first of ["9175550001", "9175550002", "9175550003"]) {
      const placedAt = new Date();
      const single = await world.place("sms-enable", "intelepeer", numbersFrom(first, 1));
      const sentAt = await waitFor("the single number to be sent", () => findFirstWrite(single));
      const startedAt = { gte: placedAt, lt: new Date(sentAt) };
      overtaken.push(await world.database.db.carrierCall.count({ where: { orderId: run, startedAt } }));
      expect(await waitUntilSettled(world, single)).toMatchObject({ status: "COMPLETE" });
    }
    expect(Math.max(...overtaken)).toBeLessThanOrEqual(overtakenAtMost);
    const { rows } = await world.database.sql.query<{ queued: number }>(`SELECT queued FROM orders WHERE id = $1`, [
      run,
    ]);
    expect(rows[0]?.queued).toBeGreaterThan(RUN / 2);
  });
}
