import { toTenDigits } from "@/lib/domain/phone-number";
import { runWorker, type Worker } from "@/lib/jobs/run-worker";
import { createCarriers } from "@/lib/engine/accounts/open-account";
import { listPauses } from "@/lib/engine/breaker/list-pauses";
import { probeNow } from "@/lib/services/accounts/probe-now";
import { TEST_SECRETS_KEY, numbersFrom, openHouse } from "./house";

/** A house with quick carriers and a worker of its own, which shares nothing with the house but the database. */
export async function openBreakerHouse(perSecond: number) {
  const house = await openHouse();
  for (const carrier of ["intelepeer", "bandwidth"]) await house.setRate(carrier, perSecond);
  house.sandboxes.changeSettings({
    limits: { intelepeer: null, bandwidthDashboard: null, bandwidthApplications: null },
    intelepeer: { requestedMs: 50, provisioningMs: 50, defaultRules: false },
    bandwidth: { receivedMs: 50, processingMs: 50, defaultRules: false },
  });
  let worker: Worker | null = null;
  const startWorker = async () => {
    worker = await runWorker({ ...house.database, carriers: createCarriers(house.database, TEST_SECRETS_KEY) });
  };
  await startWorker();

  return {
    house,
    restartWorker: async () => {
      await worker?.stop();
      await startWorker();
    },
    findPause: async (carrier = "intelepeer") =>
      (await listPauses(house.ctx)).find((pause) => pause.accountId === house.accountOf(carrier)),
    /** How often each number was switched on at the carrier. */
    countSent: (first: string, count: number) =>
      numbersFrom(first, count).map((number) =>
        house.sandboxes.ledger.countOf({ kind: "sms.enable", number: toTenDigits(number) }),
      ),
    /** Let go, and long ago: the next test meets an account that was never held. */
    async forget() {
      house.sandboxes.removeFault("all");
      await probeNow(house.ctx, { accountId: house.accountOf("intelepeer") });
      await house.database.sql.query("UPDATE carrier_breaker SET closed_at = NULL");
    },
    async close() {
      await worker?.stop();
      await house.close();
    },
  };
}
