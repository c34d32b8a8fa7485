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
 * The process's connection pool and carriers. The pool is on globalThis because the development server reloads modules and
 * the framework loads pages and handlers apart. The carriers are not: `instanceof` checks need the same module.
 */
export function getRuntime(): Runtime {
  runtime ??= open();
  return runtime;
}

/** For tests: replaces what `getRuntime` returns. */
export function provideRuntime(replacement: Runtime): void {
  runtime = replacement;
}

function open(): Runtime {
  const { DATABASE_URL, SECRETS_KEY, ALLOW_PRIVATE_CARRIER_HOSTS: allowPrivateHosts } = getEnvironment();
  globalThis.tandemDatabase ??= openDatabase(DATABASE_URL);
  const database = globalThis.tandemDatabase;
  return { database, carriers: createCarriers(database, SECRETS_KEY, { allowPrivateHosts }) };
}
