import "server-only";
import type { PoolClient } from "pg";
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
      await client.query("COMMIT");
      announceChange(sql);
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
