import "server-only";
import { PrismaPg } from "@prisma/adapter-pg";
import { type CustomTypesConfig, Pool, types } from "pg";
import { PrismaClient } from "./generated/client";

/** bigint (counts, sequences) as a number: none of ours leaves the safe range. */
const TYPES: CustomTypesConfig = {
  getTypeParser: (oid: number, format?: "text" | "binary") =>
    oid === types.builtins.INT8 ? Number : types.getTypeParser(oid, format as "text"),
};

export type Db = PrismaClient;
export type Sql = Pool;
export type DbTransaction = Omit<PrismaClient, "$connect" | "$disconnect" | "$on" | "$transaction" | "$extends">;

export type Database = { db: Db; sql: Sql; close(): Promise<void> };

/** One pool for both: Prisma for the typed many, plain SQL for bulk and for lists. `connectTimeoutMs`: how long to wait for a connection. */
export function openDatabase(
  url: string,
  { connections = 10, connectTimeoutMs = 10_000 }: { connections?: number; connectTimeoutMs?: number } = {},
): Database {
  const sql = new Pool({
    connectionString: url,
    types: TYPES,
    max: connections,
    idleTimeoutMillis: 30_000,
    connectionTimeoutMillis: connectTimeoutMs,
    application_name: "tandem",
  });
  // An idle connection that breaks (server restarted) is replaced at the next use; without a listener it would end the process.
  sql.on("error", () => undefined);
  // The same while it is checked out: its holder learns of the break from its own query.
  sql.on("connect", (client) => client.on("error", () => undefined));
  const db = new PrismaClient({
    adapter: new PrismaPg(sql),
    // Prisma's own 2 and 5 seconds fail what merely waits its turn (the audit's lock, a busy machine).
    transactionOptions: { maxWait: 10_000, timeout: 30_000 },
  });
  return {
    db,
    sql,
    close: async () => {
      await db.$disconnect();
      if (!sql.ended) await sql.end();
    },
  };
}
