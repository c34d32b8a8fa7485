import { listCarriers } from "@/lib/carriers/registry";
import { readSettings } from "@/lib/env";
import { prepareDatabase } from "./prepare-database";
import { toVariables } from "./process-variables";
import { readSandbox } from "./sandbox-place";
import { ensureSecrets } from "./secrets.mjs";
import { explainStartupError, StartupError } from "./startup-error";

/**
 * For `npm run web` and `npm run worker`: checks the settings, completes this process's environment, brings the database up to date.
 * Carriers without credentials are simulated by the sandboxes of an `npm start` on this data folder, or by those of SANDBOX_URLS.
 * Returns what keeps the process from starting, in a message for the person who starts it.
 */
export async function prepareProcess(kind: "web" | "worker"): Promise<string | null> {
  try {
    if (!process.env.DATABASE_URL?.trim())
      throw new StartupError(
        `DATABASE_URL is missing: "npm run ${kind}" is one process of several around a PostgreSQL server (14 or later). Without one, "npm start" runs everything.`,
      );
    const settings = readSettings(process.env, listCarriers(), { isSharing: true });
    const sandbox = settings.played.length > 0 ? readSandbox(settings.DATA_DIR) : null;
    Object.assign(
      process.env,
      sandbox && { SANDBOX_URLS: JSON.stringify(sandbox.urls) },
      toVariables(settings),
      ensureSecrets(settings.DATA_DIR, settings),
    );
    const { admin } = await prepareDatabase(async () => undefined);
    if (admin.password !== undefined)
      process.stdout.write(`First administrator: ${admin.email}, password ${admin.password} (printed once)\n`);
    return null;
  } catch (error) {
    const message = explainStartupError(error);
    if (message === null) throw error;
    return message;
  }
}
