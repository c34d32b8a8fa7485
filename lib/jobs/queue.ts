import "server-only";
import type { JobName, JobPayload } from "./definitions";

/** A pg client or pool, or anything that runs SQL with values inside the caller's transaction. */
export type SqlRunner = { query(text: string, values: unknown[]): Promise<unknown> };

/** Adds a job in the caller's transaction: it runs only if that commits. A job with the same key that still waits is replaced. */
export async function addJob<N extends JobName>(
  client: SqlRunner,
  name: N,
  payload: JobPayload<N>,
  { jobKey, runAt }: { jobKey?: string; runAt?: Date } = {},
): Promise<void> {
  await client.query(`SELECT graphile_worker.add_job($1, $2::json, job_key => $3, run_at => $4, max_attempts => 25)`, [
    name,
    JSON.stringify(payload),
    jobKey ?? null,
    runAt ?? null,
  ]);
}
