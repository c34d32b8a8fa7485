import "server-only";
import type { Carriers } from "@/lib/context";
import { openDatabase, type Database } from "@/lib/db/client";
import { getEnvironment } from "@/lib/env";
import { createCarriers } from "@/lib/engine/accounts/open-account";

type Runtime = { database: Database; carriers: Carriers };

declare global {
  var tandemDatabase: Database | undefined;
}

let runtime: Runtime | null = null;

/**
 * The process's one pool, and carriers. The pool is on globalThis, since the development server loads modules again with every change, and
 * the framework loads pages and handlers apart. The carriers are not: their errors and traces are known only to code that was loaded
 * with them.
 */
export function getRuntime(): Runtime {
  runtime ??= open();
  return runtime;
}

/** For tests: what `getRuntime` gives from now on. */
export function provideRuntime(given: Runtime): void {
  runtime = given;
}

function open(): Runtime {
  const { DATABASE_URL, SECRETS_KEY, ALLOW_PRIVATE_CARRIER_HOSTS: allowPrivateHosts } = getEnvironment();
  globalThis.tandemDatabase ??= openDatabase(DATABASE_URL);
  const database = globalThis.tandemDatabase;
  return { database, carriers: createCarriers(database, SECRETS_KEY, { allowPrivateHosts }) };
}
