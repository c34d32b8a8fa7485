import "server-only";
import { uuidv7 } from "uuidv7";
import { createBatch } from "@/lib/db/batch";
import type { Sql } from "@/lib/db/client";
import { cleanText } from "@/lib/domain/clean-text";
import type { JobPayload } from "@/lib/jobs/definitions";

/** `raw` is the query of a GET, without its question mark, or the body of a POST. */
export type IncomingCallback = { accountId: string; method: "GET" | "POST"; raw: string };
type CallbackRow = IncomingCallback & { id: string };

/** Callbacks of one job; more are another job, so that several workers share a rush. */
const MAX_IN_ONE_WRITE = 200;
/** In a rush: a carrier waits a little longer, and the worker has a fifth of the jobs. */
const REST_MS = 15;

/**
 * Keeps callbacks as they came, without parsing them: the carrier is answered when this resolves. Those of the same moment share one
 * statement, which adds the job for the worker as well. One that the database refuses fails alone.
 */
export function createCallbackStore(sql: Sql) {
  const batch = createBatch<CallbackRow>((rows) => insertCallbacks(sql, rows), {
    most: MAX_IN_ONE_WRITE,
    restMs: REST_MS,
  });
  return async ({ accountId, method, raw }: IncomingCallback): Promise<string> => {
    const row = { id: uuidv7(), accountId, method, raw: cleanText(raw) };
    await batch.add(row);
    return row.id;
  };
}

async function insertCallbacks(sql: Sql, rows: readonly CallbackRow[]): Promise<void> {
  const job: JobPayload<"callbacks.received"> = { callbackIds: rows.map((row) => row.id) };
  await sql.query(
    `WITH stored AS (
       INSERT INTO callback (id, account_id, method, raw)
       SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[]) ON CONFLICT (id) DO NOTHING RETURNING id
     )
     SELECT graphile_worker.add_job('callbacks.received', $5::json, max_attempts => 25) FROM (SELECT count(*) FROM stored) s`,
    [
      rows.map((row) => row.id),
      rows.map((row) => row.accountId),
      rows.map((row) => row.method),
      rows.map((row) => row.raw),
      JSON.stringify(job),
    ],
  );
}
