import type { Sql } from "@/lib/db/client";

/** How many tries of one key are free, and in seconds how long the next ones wait: doubled with each failure, up to `longest`. */
export type ThrottlePolicy = { free: number; first: number; longest: number };

export const BY_EMAIL: ThrottlePolicy = { free: 5, first: 15, longest: 900 };
/** Many people may share one address, so it gets more tries. */
export const BY_ADDRESS: ThrottlePolicy = { free: 30, first: 15, longest: 900 };

const FORGET_AFTER = "1 hour";

/**
 * Counts an attempt before it is judged, in one statement, so that a hundred at once get no more tries than one after another.
 * Returns whether it may go on. Call `forgetAttempts` when it succeeds.
 */
export async function countAttempt(sql: Sql, key: string, { free, first, longest }: ThrottlePolicy): Promise<boolean> {
  const { rowCount } = await sql.query(
    `INSERT INTO sign_in_throttle AS t (key, failures, window_start, blocked_until)
     VALUES ($1, 1, now(), NULL)
     ON CONFLICT (key) DO UPDATE SET
       failures = CASE WHEN t.window_start < now() - $5::interval THEN 1 ELSE t.failures + 1 END,
       window_start = now(),
       blocked_until = CASE WHEN t.window_start < now() - $5::interval OR t.failures + 1 < $2 THEN NULL
         ELSE now() + make_interval(secs => least($4, $3 * power(2, least(t.failures + 1 - $2, 20)))) END
     WHERE t.blocked_until IS NULL OR t.blocked_until <= now()`,
    [key, free, first, longest, FORGET_AFTER],
  );
  return rowCount === 1;
}

/** After a success: the key starts afresh. */
export async function forgetAttempts(sql: Sql, key: string): Promise<void> {
  await sql.query("DELETE FROM sign_in_throttle WHERE key = $1", [key]);
}

/** After a success from a shared address: only this attempt is taken back, or one good account would free the guesser of others. */
export async function takeBackAttempt(sql: Sql, key: string): Promise<void> {
  await sql.query("UPDATE sign_in_throttle SET failures = greatest(failures - 1, 0) WHERE key = $1", [key]);
}
