import "server-only";
import type { Carriers } from "@/lib/context";
import { openDatabase, type Database } from "@/lib/db/client";
import { getEnvironment } from "@/lib/env";
import { createCarriers } from "@/lib/services/accounts/open-account";

type Runtime = { database: Database; carriers: Carriers };

declare global {
  var tandemRuntime: Runtime | undefined;
}

/** The process's one pool and its carriers. On globalThis, since the development server loads modules anew with every change. */
export function getRuntime(): Runtime {
  globalThis.tandemRuntime ??= open();
  return globalThis.tandemRuntime;
}

function open(): Runtime {
  const { DATABASE_URL, SECRETS_KEY } = getEnvironment();
  const database = openDatabase(DATABASE_URL);
  return { database, carriers: createCarriers(database, SECRETS_KEY) };
}
