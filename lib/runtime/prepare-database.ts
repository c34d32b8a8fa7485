import { Client } from "pg";
import { z } from "zod";
import { listCarriers } from "@/lib/carriers/registry";
import { type Database, openDatabase } from "@/lib/db/client";
import { migrate, MigrationError } from "@/lib/db/migrate";
import { queryRows } from "@/lib/db/sql";
import { AppError } from "@/lib/domain/errors";
import { getEnvironment, readVariables } from "@/lib/env";
import { createCarriers } from "@/lib/engine/accounts/open-account";
import { ensureAccounts } from "@/lib/services/accounts/ensure-accounts";
import { tryWaitingAccounts } from "@/lib/services/accounts/try-waiting-accounts";
import { ensureFirstAdmin } from "@/lib/services/people/ensure-first-admin";
import { seed } from "@/prisma/seed";
import { planAccounts } from "./account-plans";
import type { Preparation } from "./preparation";

/** Two starts against one server must not both find it empty. */
const ADVISORY_LOCK = 72_707_370;

const { DATABASE_URL, SECRETS_KEY, SANDBOX_URLS, SANDBOX_ADMIN_KEY, ALLOW_PRIVATE_CARRIER_HOSTS } = getEnvironment();

// Nobody is left who would wait for the outcome; what was begun is undone or found again by the next start.
process.on("disconnect", () => process.exit(1));

try {
  const preparation = await prepareDatabase();
  process.send?.({ type: "ready", ...preparation }, () => process.exit(0));
} catch (error) {
  if (!(error instanceof MigrationError || error instanceof AppError)) throw error;
  process.send?.({ type: "failed", message: error.message }, () => process.exit(1));
}

async function prepareDatabase(): Promise<Preparation> {
  const migrations = await migrate(DATABASE_URL);
  const lock = new Client({ connectionString: DATABASE_URL });
  const database = openDatabase(DATABASE_URL, { connections: 4 });
  try {
    await lock.connect();
    await lock.query("SELECT pg_advisory_lock($1)", [ADVISORY_LOCK]);
    return { migrations, ...(await fillDatabase(database)) };
  } finally {
    await database.close();
    await lock.end();
  }
}

async function fillDatabase(database: Database): Promise<Omit<Preparation, "migrations">> {
  const variables = readVariables();
  const plans = planAccounts(listCarriers(), variables, SANDBOX_URLS);
  await ensureAccounts(database.db, SECRETS_KEY, plans);
  const carriers = createCarriers(database, SECRETS_KEY, { allowPrivateHosts: ALLOW_PRIVATE_CARRIER_HOSTS });
  // The sandboxes run on this machine and answer at once. Live carriers are probed by the worker: a start waits for none of them.
  await tryWaitingAccounts({ sql: database.sql, carriers }, { mode: "sandbox" });
  const areAllOn = (await database.db.carrierAccount.count({ where: { awaitsProbe: true } })) === 0;
  const { ADMIN_EMAIL: email, ADMIN_PASSWORD: password } = variables;
  const admin = await ensureFirstAdmin(database.db, { email, password });
  // Played numbers never stand beside real ones.
  const isAllPlayed = plans.every((plan) => plan.mode === "sandbox");
  const isSeeded = SANDBOX_URLS !== undefined && isAllPlayed && areAllOn && (await isEmpty(database));
  if (isSeeded && SANDBOX_URLS)
    await seed({
      database,
      carriers,
      sandbox: { admin: SANDBOX_URLS.admin, adminKey: SANDBOX_ADMIN_KEY },
    });
  // A password that the person chose is not repeated on the screen.
  return { isSeeded, admin: { ...admin, password: password === undefined ? admin.password : undefined } };
}

const emptyRow = z.object({ empty: z.boolean() });

async function isEmpty({ sql }: Database): Promise<boolean> {
  const rows = await queryRows(sql, emptyRow)`
    SELECT NOT EXISTS (SELECT FROM number) AND NOT EXISTS (SELECT FROM orders) AS empty`;
  return rows[0]?.empty === true;
}
