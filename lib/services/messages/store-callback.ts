import "server-only";
import { uuidv7 } from "uuidv7";
import type { Sql } from "@/lib/db/client";
import type { JobPayload } from "@/lib/jobs/definitions";
import { createBatch } from "@/lib/services/limits/batch";

/** `payload` is the query of a GET or the JSON of a POST; a body that is no JSON is kept as its text. */
export type IncomingCallback = { accountId: string; method: "GET" | "POST"; payload: unknown };
type CallbackRow = { id: string; accountId: string; method: string; text: string };

/** Callbacks of one job; more are another job, so that several workers share a rush. */
const MOST_IN_ONE_WRITE = 200;
/** In a rush: a carrier waits a little longer, and the worker has a fifth of the jobs. */
const REST_MS = 15;

/**
 * Keeps callbacks as they came, before any work on them: the carrier is answered when this resolves. Those of the same moment share one
 * statement, which adds the job for the worker as well. One that the database refuses fails alone.
 */
export function createCallbackStore(sql: Sql) {
  const batch = createBatch<CallbackRow>((rows) => insertCallbacks(sql, rows), {
    most: MOST_IN_ONE_WRITE,
    restMs: REST_MS,
  });
  return async ({ accountId, method, payload }: IncomingCallback): Promise<string> => {
    const row = { id: uuidv7(), accountId, method, text: JSON.stringify(cleanValue(payload)) };
    await batch.add(row).catch(() => insertCallbacks(sql, [row]));
    return row.id;
  };
}

async function insertCallbacks(sql: Sql, rows: readonly CallbackRow[]): Promise<void> {
  const job: JobPayload<"callbacks.received"> = { callbackIds: rows.map((row) => row.id) };
  await sql.query(
    `WITH stored AS (
       INSERT INTO callback (id, account_id, method, payload)
       SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::jsonb[]) RETURNING id
     )
     SELECT graphile_worker.add_job('callbacks.received', $5::json, max_attempts => 25) FROM (SELECT count(*) FROM stored) s`,
    [
      rows.map((row) => row.id),
      rows.map((row) => row.accountId),
      rows.map((row) => row.method),
      rows.map((row) => row.text),
      JSON.stringify(job),
    ],
  );
}

/** PostgreSQL's JSON knows neither the character 0 nor half a surrogate pair. */
function cleanValue(value: unknown): unknown {
  if (typeof value === "string") return cleanText(value);
  if (Array.isArray(value)) return value.map(cleanValue);
  if (typeof value === "object" && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [cleanText(key), cleanValue(inner)]));
  return value;
}

const cleanText = (text: string) => text.replaceAll("\0", "").toWellFormed();
