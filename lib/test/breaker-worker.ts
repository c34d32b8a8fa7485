import { toTenDigits } from "@/lib/domain/phone-number";
import { runWorker, type Worker } from "@/lib/jobs/run-worker";
import { createCarriers } from "@/lib/engine/accounts/open-account";
import { listPauses } from "@/lib/engine/breaker/list-pauses";
import { probeNow } from "@/lib/services/accounts/probe-now";
import { TEST_SECRETS_KEY, numbersFrom, type TestWorld } from "./world";

/** Makes the carriers quick and starts a worker that shares nothing with the world except the database. */
export async function startBreakerWorker(world: TestWorld, perSecond: number) {
  for (const carrier of ["intelepeer", "bandwidth"]) await world.setRate(carrier, perSecond);
  world.sandboxes.changeSettings({
    limits: { intelepeer: null, bandwidthDashboard: null, bandwidthApplications: null },
    intelepeer: { requestedMs: 50, provisioningMs: 50, defaultRules: false },
    bandwidth: { receivedMs: 50, processingMs: 50, defaultRules: false },
  });
  let worker: Worker | null = null;
  const startWorker = async () => {
    worker = await runWorker({ ...world.database, carriers: createCarriers(world.database, TEST_SECRETS_KEY) });
  };
  const stop = async () => worker?.stop();
  await startWorker();

  return {
    stop,
    restart: async () => {
      await stop();
      await startWorker();
    },
    findPause: async (carrier = "intelepeer") =>
      (await listPauses(world.ctx)).find((pause) => pause.accountId === world.accountOf(carrier)),
    /** How often each number was switched on at the carrier. */
    countSent: (first: string, count: number) =>
      numbersFrom(first, count).map((number) =>
        world.sandboxes.ledger.countOf({ kind: "sms.enable", number: toTenDigits(number) }),
      ),
    /** Removes all faults and closes the breaker, as if it had never been open. */
    async reset() {
      world.sandboxes.removeFault("all");
      await probeNow(world.ctx, { accountId: world.accountOf("intelepeer") });
      await world.database.sql.query("UPDATE carrier_breaker SET closed_at = NULL");
    },
  };
}
