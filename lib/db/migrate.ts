import { createHash, randomUUID } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { runMigrations } from "graphile-worker";
import { Client, DatabaseError } from "pg";
import { z } from "zod";
import { queryRows } from "@/lib/db/sql";

/** The lock that Prisma's own `migrate deploy` takes, so that the two never run at the same moment. */
const ADVISORY_LOCK = 72_707_369;
const OLDEST_SERVER = 140_000;
const FOLDER = fileURLToPath(new URL("../../prisma/migrations", import.meta.url));

const BOOKKEEPING = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
  "id" VARCHAR(36) PRIMARY KEY NOT NULL,
  "checksum" VARCHAR(64) NOT NULL,
  "finished_at" TIMESTAMPTZ,
  "migration_name" VARCHAR(255) NOT NULL,
  "logs" TEXT,
  "rolled_back_at" TIMESTAMPTZ,
  "started_at" TIMESTAMPTZ NOT NULL DEFAULT now(),
  "applied_steps_count" INTEGER NOT NULL DEFAULT 0
)`;

/** What keeps the database from being brought up to date; the message is meant for the person who starts the portal. */
export class MigrationError extends Error {
  override name = "MigrationError";
}

interface Migration {
  name: string;
  sql: string;
  checksum: string;
}

const appliedRow = z.object({
  migration_name: z.string(),
  checksum: z.string(),
  finished_at: z.date().nullable(),
});

/**
 * Brings the database at `databaseUrl` up to date with `prisma/migrations` (and the job queue's own tables) without Prisma's
 * schema engine, which is downloaded from a host that closed networks do not reach. The result is the ordinary
 * `_prisma_migrations` table, so `prisma migrate` goes on working where it can.
 *
 * Any number of processes may call it at once. Each migration is one transaction: it is applied and recorded, or neither.
 * Returns the names applied by this call. Throws `MigrationError` when an applied file was changed, when another tool left
 * one half-applied, or when the SQL fails.
 */
export async function migrate(databaseUrl: string, folder: string = FOLDER): Promise<string[]> {
  const migrations = await readMigrations(folder);
  const client = new Client({ connectionString: databaseUrl, application_name: "tandem migrate" });
  await client.connect();
  try {
    await assertServerVersion(client);
    await client.query("SELECT pg_advisory_lock($1)", [ADVISORY_LOCK]);
    await client.query("SET client_min_messages = warning");
    await client.query(BOOKKEEPING);
    const pending = await findPending(client, migrations);
    for (const migration of pending) await applyMigration(client, migration);
    // The job queue's own tables: jobs are added by any process, not only by a worker.
    await runMigrations({ connectionString: databaseUrl });
    return pending.map((migration) => migration.name);
  } finally {
    await client.end();
  }
}

async function readMigrations(folder: string): Promise<Migration[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    throw error;
  });
  const names = entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
  return Promise.all(
    names.map(async (name) => {
      const sql = await readFile(path.join(folder, name, "migration.sql"), "utf8");
      return { name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
    }),
  );
}

const versionRow = z.object({ number: z.number(), label: z.string() });

async function assertServerVersion(client: Client): Promise<void> {
  const [version] = await queryRows(client, versionRow)`
    SELECT current_setting('server_version_num')::int AS number, current_setting('server_version') AS label`;
  if (!version || version.number < OLDEST_SERVER)
    throw new MigrationError(
      `The database server is PostgreSQL ${version?.label ?? "of an unknown version"}; 14 or later is needed.`,
    );
}

async function findPending(client: Client, migrations: Migration[]): Promise<Migration[]> {
  const rows = await queryRows(client, appliedRow)`
    SELECT migration_name, checksum, finished_at FROM "_prisma_migrations" WHERE rolled_back_at IS NULL`;
  const applied = new Map(rows.map((row) => [row.migration_name, row]));
  return migrations.filter((migration) => {
    const row = applied.get(migration.name);
    if (!row) return true;
    if (!row.finished_at)
      throw new MigrationError(
        `Migration ${migration.name} was begun by another tool and never finished. Put the database right, then mark it with "prisma migrate resolve".`,
      );
    if (row.checksum !== migration.checksum)
      throw new MigrationError(
        `Migration ${migration.name} was changed after it had been applied. Restore the file and put the change into a new migration.`,
      );
    return false;
  });
}

async function applyMigration(client: Client, { name, sql, checksum }: Migration): Promise<void> {
  await client.query("BEGIN");
  try {
    await client.query(sql);
    await client.query(
      `INSERT INTO "_prisma_migrations" (id, checksum, finished_at, migration_name, applied_steps_count) VALUES ($1, $2, clock_timestamp(), $3, 1)`,
      [randomUUID(), checksum, name],
    );
    await client.query("COMMIT");
  } catch (error) {
    await client.query("ROLLBACK");
    throw new MigrationError(`Migration ${name} failed and was undone: ${describe(error, sql)}`, { cause: error });
  }
}

function describe(error: unknown, sql: string): string {
  if (!(error instanceof DatabaseError)) return String(error);
  const position = Number(error.position);
  const line = position > 0 ? ` (line ${sql.slice(0, position).split("\n").length})` : "";
  return `${error.message}${line}${error.hint ? `. ${error.hint}` : ""}`;
}
