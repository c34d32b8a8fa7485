import { toTenDigits } from "@/lib/domain/phone-number";
import { ensureCycles } from "@/lib/services/reconciliation/ensure-cycles";
import { makeDue, record, UNLIMITED } from "@/lib/test/reconciliation";
import { startWorkerProcess } from "@/lib/test/worker-process";
import { numbersFrom, type TestWorld, waitFor, waitUntilSettled } from "@/lib/test/world";
import type { Line, Place } from "./place";

const KNOWN = 100_000;
const ORDERED = 5_000;
const ALLOWED_PER_SECOND = 200;

/**
 * SMS on for 5,000 numbers, once alone and once while the SMS state of 100,000 others is read again, at a carrier that allows 200 calls
 * per second. Both runs are in one process after another, so that the machine's speed does not count.
 */
export async function benchReconcile(place: Place): Promise<Line[]> {
  const world = await place.createWorld("reconcile");
  const known = numbersFrom("3035550000", KNOWN);
  world.sandboxes.changeSettings({
    limits: { ...UNLIMITED, intelepeer: { requests: ALLOWED_PER_SECOND, windowMs: 1000, burst: null } },
    intelepeer: { defaultRules: false, owned: "all" },
  } as never);
  world.sandboxes.seed({ intelepeer: { owned: [], provisioned: known.map(toTenDigits) } } as never);
  await record(world, "intelepeer", known, { smsState: "provisioned" });
  await world.setRate("intelepeer", ALLOWED_PER_SECOND);
  await ensureCycles({ sql: world.database.sql, carriers: world.ctx.carriers });
  const worker = await startWorkerProcess(world.url);
  try {
    await waitUntilSettled(world, await world.place("sms-enable", "intelepeer", numbersFrom("3105559000", 3)));
    const alone = await timeOrder(world, "7205550000");
    await makeDue(world, ["sms"]);
    await waitFor("the reading to begin", async () => (await readCycle(world)).read > 0, 60);
    const beside = await timeOrder(world, "7255550000");
    const cycle = await waitFor(
      "the reading to end",
      async () => {
        const row = await readCycle(world);
        return row.endedAt === null ? null : row;
      },
      600,
    );
    const limited = world.sandboxes.stats.list().reduce((sum, group) => sum + group.limited, 0);
    const drift = await world.database.db.drift.count();
    const what = `Reading ${KNOWN.toLocaleString("en-US")} numbers beside an order of ${ORDERED.toLocaleString("en-US")}`;
    const ratio = beside / alone;
    return [
      {
        what: `${what}: order's time beside / alone`,
        figure: `${ratio.toFixed(2)} (${beside.toFixed(1)} / ${alone.toFixed(1)} s)`,
        target: "<= 1.15",
        isReached: ratio <= 1.15,
      },
      {
        what: `${what}: calls of the reading`,
        figure: `${cycle.calls}, ${cycle.read} read`,
        // The ordered numbers are read too: 2,000 calls for each 100,000 numbers.
        target: `<= ${Math.ceil(cycle.read / 50) + 1}, >= ${KNOWN}`,
        isReached: cycle.calls <= Math.ceil(cycle.read / 50) + 1 && cycle.read >= KNOWN,
      },
      {
        what: `${what}: refused calls, drift`,
        figure: `${limited}, ${drift}`,
        target: "0, 0",
        isReached: limited === 0 && drift === 0,
      },
    ];
  } finally {
    await worker.end();
    await world.close();
  }
}

/** Seconds from placing to the last result. */
async function timeOrder(world: TestWorld, first: string): Promise<number> {
  const started = performance.now();
  await waitUntilSettled(world, await world.place("sms-enable", "intelepeer", numbersFrom(first, ORDERED)));
  return (performance.now() - started) / 1000;
}

const readCycle = ({ database }: TestWorld) => database.db.readingCycle.findFirstOrThrow({ where: { group: "sms" } });
