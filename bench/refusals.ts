import { numbersFrom, waitUntilSettled } from "@/lib/test/world";
import { startWorkerProcess } from "@/lib/test/worker-process";
import type { Line, Place } from "./place";

const NUMBERS = 1_000;
const ALLOWED_IN_SETTINGS = 100;
const ALLOWED_BY_CARRIER = 25;

/** SMS on at a carrier that allows a quarter of what our settings say: which share of the calls it refuses, by its own count. */
export async function benchRefusals(place: Place, processes: number): Promise<Line[]> {
  const world = await place.createWorld(`refusals_${processes}`);
  const workers = await Promise.all(Array.from({ length: processes }, () => startWorkerProcess(world.url)));
  try {
    await world.setRate("intelepeer", ALLOWED_IN_SETTINGS);
    world.sandboxes.changeSettings({ intelepeer: { defaultRules: false } });
    await waitUntilSettled(world, await world.place("sms-enable", "intelepeer", numbersFrom("3035559000", 3)));
    world.sandboxes.changeSettings({
      limits: { intelepeer: { requests: ALLOWED_BY_CARRIER, windowMs: 1000, burst: null } },
    });
    world.sandboxes.reset();
    const startedAt = performance.now();
    const id = await world.place("sms-enable", "intelepeer", numbersFrom("7205550000", NUMBERS));
    const order = await waitUntilSettled(world, id);
    const seconds = (performance.now() - startedAt) / 1000;
    const stats = world.sandboxes.stats.list().filter((group) => group.carrier === "intelepeer");
    const sum = (read: (group: (typeof stats)[number]) => number) =>
      stats.reduce((total, group) => total + read(group), 0);
    const [requests, refused] = [sum((group) => group.requests), sum((group) => group.limited)];
    const doubled = world.sandboxes.ledger
      .listCounts({ kind: "sms.enable" })
      .filter((entry) => entry.count !== 1).length;
    const what = `SMS on for ${NUMBERS.toLocaleString("en-US")} numbers, ${ALLOWED_IN_SETTINGS}/s in settings, ${ALLOWED_BY_CARRIER}/s at the carrier, ${processes} worker${processes > 1 ? "s" : ""}`;
    return [
      {
        what: `${what}: refused / calls`,
        figure: `${((100 * refused) / requests).toFixed(1)} % (${refused} of ${requests}, ${seconds.toFixed(0)} s)`,
        target: "< 5 %",
        isReached: refused / requests < 0.05,
      },
      {
        what: `${what}: outcome`,
        figure: `${order.confirmed} confirmed, ${doubled} doubled`,
        target: `${NUMBERS.toLocaleString("en-US")}, 0`,
        isReached: order.confirmed === NUMBERS && doubled === 0,
      },
    ];
  } finally {
    await Promise.all(workers.map((worker) => worker.end()));
    await world.close();
  }
}
