import { afterAll, beforeAll, expect, it } from "vitest";
import { createTestWorld, numbersFrom, waitFor, waitUntilSettled, type TestWorld } from "@/lib/test/world";
import { runWorker, type Worker } from "./run-worker";

const PER_SECOND = 10;
const SLOT_MS = 1000 / PER_SECOND;
const RUN = 10_000;

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

it(`sends a single number within 2 s of the next free slot, while ${RUN} numbers run at the same carrier`, async () => {
  const run = await world.place("sms-enable", "intelepeer", numbersFrom("6465550000", RUN));
  await waitFor("the large order to be well under way", async () => {
    const { rows } = await world.database.sql.query<{ sent: number }>(
      `SELECT requested - queued - sending AS sent FROM orders WHERE id = $1`,
      [run],
    );
    return (rows[0]?.sent ?? 0) >= 3 * PER_SECOND;
  });
  const waits: number[] = [];
  for (const first of ["9175550001", "9175550002", "9175550003"]) {
    const placedAt = Date.now();
    const single = await world.place("sms-enable", "intelepeer", numbersFrom(first, 1));
    const sentAt = await waitFor("the single number to be sent", () => findFirstWrite(single), 20);
    waits.push(sentAt - placedAt);
    expect(await waitUntilSettled(world, single, 20)).toMatchObject({ status: "COMPLETE" });
  }
  // It is read before it is sent: two slots in all.
  expect(Math.max(...waits)).toBeLessThan(2_000 + 2 * SLOT_MS);
  const { rows } = await world.database.sql.query<{ queued: number }>(`SELECT queued FROM orders WHERE id = $1`, [run]);
  expect(rows[0]?.queued).toBeGreaterThan(RUN / 2);
}, 90_000);
