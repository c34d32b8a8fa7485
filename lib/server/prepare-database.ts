import { Client } from "pg";
import { listCarriers } from "@/lib/carriers/registry";
import { type Database, openDatabase } from "@/lib/db/client";
import { migrate } from "@/lib/db/migrate";
import { getEnvironment, readVariables } from "@/lib/env";
import { createCarriers, type WritableCarriers } from "@/lib/engine/accounts/open-account";
import { ensureAccounts } from "@/lib/services/accounts/ensure-accounts";
import { tryWaitingAccounts } from "@/lib/services/accounts/try-waiting-accounts";
import { ensureFirstAdmin } from "@/lib/services/people/ensure-first-admin";
import { planAccounts } from "./account-plans";

/** Two starts against one server must not both find it empty. */
const ADVISORY_LOCK = 72_707_370;

/** Run at every start, when accounts and administrator are there; its result is passed on. */
type Fill<Filled> = (prepared: {
  database: Database;
  carriers: WritableCarriers;
  areAllSimulated: boolean;
}) => Promise<Filled>;

/**
 * Brings the database up to date: migrations, the accounts that the settings describe, the first administrator. `password` is there only
 * where it was generated just now; one that a person chose is not repeated on the screen.
 */
export async function prepareDatabase<Filled>(fill: Fill<Filled>) {
  const { DATABASE_URL, SECRETS_KEY, SANDBOX_URLS, ALLOW_PRIVATE_CARRIER_HOSTS } = getEnvironment();
  const migrations = await migrate(DATABASE_URL);
  const lock = new Client({ connectionString: DATABASE_URL });
  const database = openDatabase(DATABASE_URL, { connections: 4 });
  try {
    await lock.connect();
    await lock.query("SELECT pg_advisory_lock($1)", [ADVISORY_LOCK]);
    const variables = readVariables();
    const plans = planAccounts(listCarriers(), variables, SANDBOX_URLS);
    await ensureAccounts(database.db, SECRETS_KEY, plans);
    const carriers = createCarriers(database, SECRETS_KEY, { allowPrivateHosts: ALLOW_PRIVATE_CARRIER_HOSTS });
    // The sandboxes run on this machine and answer at once. Live carriers are probed by the worker: a start waits for none of them.
    await tryWaitingAccounts({ sql: database.sql, carriers }, { mode: "sandbox" });
    const { ADMIN_EMAIL: email, ADMIN_PASSWORD: password } = variables;
    const admin = await ensureFirstAdmin(database.db, { email, password });
    const areAllSimulated = plans.every((plan) => plan.mode === "sandbox");
    return {
      migrations,
      admin: { ...admin, password: password === undefined ? admin.password : undefined },
      filled: await fill({ database, carriers, areAllSimulated }),
    };
  } finally {
    await database.close();
    await lock.end();
  }
}
