import { type Settings } from "@/lib/env";
import { migrate } from "@/lib/db/migrate";
import { planWeb, planWorker, readSandbox } from "./parts";
import { assertPortIsFree, type RunningPortal, toVariables } from "./run-portal";
import { ensureSecrets } from "./secrets.mjs";
import { StartupError } from "./startup-error";

/**
 * `npm run web` and `npm run worker`: one such process against DATABASE_URL, beside as many others as one likes. Each brings
 * the database up to date first. Carriers without credentials are played by the sandboxes of an `npm start` on this data
 * folder, or by those that SANDBOX_URLS names.
 */
export async function runSingle(
  kind: "web" | "worker",
  settings: Settings,
  print: (line: string) => void,
  signal: AbortSignal,
): Promise<RunningPortal> {
  const databaseUrl = settings.DATABASE_URL;
  if (databaseUrl === undefined)
    throw new StartupError(
      `DATABASE_URL is missing: "npm run ${kind}" is one process of several around a PostgreSQL server (14 or later). Without one, "npm start" runs everything.`,
    );
  if (kind === "web") await assertPortIsFree(settings.PORT, settings.HOST);
  await migrate(databaseUrl);
  signal.throwIfAborted();
  const sandbox = settings.simulated.length > 0 ? readSandbox(settings.DATA_DIR) : null;
  const variables = {
    ...(sandbox && { SANDBOX_URLS: JSON.stringify(sandbox.urls) }),
    ...toVariables(settings),
    ...ensureSecrets(settings.DATA_DIR, settings),
  };
  const part = (kind === "web" ? planWeb : planWorker)({ environment: () => variables, print });
  await part.start();
  print(kind === "web" ? `The web server answers at http://localhost:${settings.PORT}` : "The worker runs.");
  return { stop: () => part.stop() };
}
