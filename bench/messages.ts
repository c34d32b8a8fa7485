import { randomUUID } from "node:crypto";
import { inTransaction } from "@/lib/db/transaction";
import { phoneNumber } from "@/lib/domain/phone-number";
import { recordFacts } from "@/lib/engine/facts";
import { sendMessage } from "@/lib/services/messages/send-message";
import { waitFor, TEST_SECRETS_KEY, type TestWorld } from "@/lib/test/world";
import { startWorkerProcess } from "@/lib/test/worker-process";
import { quantile, type Line } from "./place";

const SAMPLES = 40;
const BAR_MS = 300;
const from = phoneNumber.parse("+13032200049");
const to = phoneNumber.parse("+13032200050");

/** How long a test message takes from its verb's start to the carrier, with one idle worker. */
export async function benchMessages(world: TestWorld): Promise<Line[]> {
  // What readCallbackUrl needs of the environment.
  const key = TEST_SECRETS_KEY;
  const addresses = { NEXTAUTH_URL: "http://localhost", PUBLIC_URL: "http://localhost" };
  Object.assign(process.env, { DATABASE_URL: world.url, SECRETS_KEY: key, NEXTAUTH_SECRET: key, ...addresses });
  const accountId = world.accountOf("bandwidth");
  await world.setRate("bandwidth", 100);
  world.sandboxes.changeSettings({ limits: { bandwidthMessages: null }, messaging: { fromMustBeRegistered: false } });
  await inTransaction(world.database.sql, (client) =>
    recordFacts(client, { id: accountId, carrierId: "bandwidth" }, [
      { number: from, facts: { importState: "imported", registrationState: "registered" } },
    ]),
  );
  const worker = await startWorkerProcess(world.url);
  const waits: number[] = [];
  try {
    for (let n = 0; n < SAMPLES; n += 1) {
      const startedAt = Date.now();
      const { effectId } = await sendMessage(world.ctx, {
        accountId,
        from,
        to,
        text: "Test",
        idempotencyKey: randomUUID(),
      });
      const [sent] = await waitFor("the message", async () => {
        const found = world.sandboxes.ledger.list({ kind: "message.send", reference: effectId });
        return found.length > 0 && found;
      });
      waits.push((sent?.at ?? Number.NaN) - startedAt);
    }
  } finally {
    await worker.end();
  }
  const sorted = waits.toSorted((a, b) => a - b);
  const [median, p95] = [quantile(sorted, 0.5), quantile(sorted, 0.95)];
  return [
    {
      what: `a test message reaches the carrier, ${SAMPLES} one after the other`,
      figure: `median ${median} ms, p95 ${p95} ms`,
      target: `p95 < ${BAR_MS} ms`,
      isReached: p95 < BAR_MS,
    },
  ];
}
