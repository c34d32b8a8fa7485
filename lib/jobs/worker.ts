import { openDatabase } from "@/lib/db/client";
import { getEnvironment } from "@/lib/env";
import { log } from "@/lib/log";
import { createCarriers } from "@/lib/engine/accounts/open-account";
import { runWorker } from "./run-worker";

const CONNECTIONS = 16;
/** Nobody waits for its answer: it sits out a busy database rather than ending. */
const CONNECT_TIMEOUT_MS = 60_000;

const environment = getEnvironment();
const database = openDatabase(environment.DATABASE_URL, {
  connections: CONNECTIONS,
  connectTimeoutMs: CONNECT_TIMEOUT_MS,
});
const carriers = createCarriers(database, environment.SECRETS_KEY, {
  allowPrivateHosts: environment.ALLOW_PRIVATE_CARRIER_HOSTS,
});
const worker = await runWorker({ ...database, carriers });

let isEnding = false;
async function end() {
  if (isEnding) return;
  isEnding = true;
  await worker.stop();
  await database.close();
  process.exit(0);
}

process.on("SIGTERM", () => void end());
process.on("SIGINT", () => void end());
// The start that made this process is gone: nobody would end it.
process.on("disconnect", () => void end());
process.on("unhandledRejection", (error) => log.error({ err: error }, "unhandled rejection in the worker"));
process.send?.({ type: "ready" });
