import "server-only";
import type { PoolClient } from "pg";
import { z } from "zod";
import { announceChange } from "./changes";
import type { Sql } from "./client";

/** Deadlock and serialization failures: PostgreSQL undid the whole transaction, so it may simply run again. */
const RUN_AGAIN = new Set(["40P01", "40001"]);

export async function inTransaction<T>(sql: Sql, run: (client: PoolClient) => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    const client = await sql.connect();
    let broken: Error | undefined;
    try {
      await client.query("BEGIN");
      const result = await run(client);
      if (await commit(client)) announceChange(sql);
      return result;
    } catch (error) {
      await client.query("ROLLBACK").catch((fault: Error) => {
        broken = fault;
      });
      const code = error instanceof Error && "code" in error ? String(error.code) : "";
      if (!RUN_AGAIN.has(code) || tries >= 5) throw error;
    } finally {
      client.release(broken);
    }
  }
}

/** Resolves with whether anything was written. */
async function commit(client: PoolClient): Promise<boolean> {
  // Two statements in one round trip have a result each, which the types do not know.
  const results: unknown = await client.query("SELECT pg_current_xact_id_if_assigned() IS NOT NULL AS wrote; COMMIT");
  return commitResults.parse(results)[0].rows[0].wrote;
}

const commitResults = z.tuple([z.object({ rows: z.tuple([z.object({ wrote: z.boolean() })]) }), z.unknown()]);
