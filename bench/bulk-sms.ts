import { numbersFrom, waitFor, waitUntilSettled } from "@/lib/test/world";
import { startWorkerProcess } from "@/lib/test/worker-process";
import type { Line, Place } from "./place";

const NUMBERS = 5_000;
const ALLOWED_PER_SECOND = 100;

/**
 * SMS on for 5,000 numbers at a carrier that allows 100 calls per second and counts them itself. The share is calls that reached the
 * carrier, writes and readings alike, over the calls that it would have allowed between the first and the last write.
 */
export async function benchBulkSms(place: Place, processes: number): Promise<Line[]> {
  const world = await place.createWorld(`bulk_sms_${processes}`);
  const workers = await Promise.all(Array.from({ length: processes }, () => startWorkerProcess(world.url)));
  try {
    await world.setRate("intelepeer", ALLOWED_PER_SECOND);
    world.sandboxes.changeSettings({
      limits: { intelepeer: { requests: ALLOWED_PER_SECOND, windowMs: 1000, burst: null } },
      intelepeer: { defaultRules: false },
    });
    // The token is fetched, and the connections are open, before the clock runs.
    await waitUntilSettled(world, await world.place("sms-enable", "intelepeer", numbersFrom("3035559000", 3)));
    world.sandboxes.reset();
    const readStats = () => world.sandboxes.stats.list().filter((group) => group.carrier === "intelepeer");
    const countCalls = () => readStats().reduce((sum, group) => sum + group.requests, 0);
    const id = await world.place("sms-enable", "intelepeer", numbersFrom("7205550000", NUMBERS));
    const writes = () => world.sandboxes.ledger.list({ carrier: "intelepeer", kind: "sms.enable" });
    const first = await waitFor("the first write", async () => writes()[0], 60);
    const callsBefore = countCalls();
    const calls = await waitFor(
      "the last write",
      async () => (world.sandboxes.ledger.listCounts({ kind: "sms.enable" }).length >= NUMBERS ? countCalls() : null),
      300,
    );
    const last = writes().at(-1);
    const seconds = ((last?.at ?? 0) - first.at) / 1000;
    const order = await waitUntilSettled(world, id);
    const share = (calls - callsBefore) / (seconds * ALLOWED_PER_SECOND);
    const stats = readStats();
    const peak = Math.max(...stats.map((group) => group.peakPerSecond));
    const limited = stats.reduce((sum, group) => sum + group.limited, 0);
    const doubled = world.sandboxes.ledger
      .listCounts({ kind: "sms.enable" })
      .filter((entry) => entry.count !== 1).length;
    const what = `SMS on for ${NUMBERS.toLocaleString("en-US")} numbers, ${ALLOWED_PER_SECOND}/s allowed, ${processes} worker${processes > 1 ? "s" : ""}`;
    return [
      {
        what: `${what}: calls made / allowed`,
        figure: `${share.toFixed(3)} (${seconds.toFixed(1)} s)`,
        target: ">= 0.90",
        isReached: share >= 0.9,
      },
      {
        what: `${what}: overshoot`,
        figure: `peak ${peak} in any 1 s, ${limited} refused`,
        target: "0 over",
        isReached: peak <= ALLOWED_PER_SECOND && limited === 0,
      },
      {
        what: `${what}: outcome`,
        figure: `${order.confirmed} confirmed, ${doubled} doubled`,
        target: `${NUMBERS}, 0`,
        isReached: order.confirmed === NUMBERS && doubled === 0,
      },
    ];
  } finally {
    await Promise.all(workers.map((worker) => worker.end()));
    await world.close();
  }
}
