import "server-only";
import type { Sql } from "@/lib/db/client";

export type GroupKey = { accountId: string; group: string };

/** The lowest fraction of the allowance: a carrier that refuses everything is still called now and then. */
const MIN_PACE = 1 / 32;
const STEP = 0.1;
/** A step up takes this many calls since the last change, or a minute without a refusal. */
const CALLS_PER_STEP = 25;

/** SQL over `rate_slot AS r`: how many steps the pace may go up now. */
export const STEPS_UP = `(CASE WHEN r.pace >= 1 THEN 0 WHEN r.calls_at_pace >= ${CALLS_PER_STEP} THEN 1
  ELSE greatest(floor(extract(epoch FROM now() - greatest(r.pace_changed_at, r.blocked_until)) / 60), 0) END)`;
/** SQL over `rate_slot AS r`: the fraction of the allowance that the next call may use. */
export const CURRENT_PACE = `least(1, r.pace + ${STEP} * ${STEPS_UP})::float8`;
/** SQL over `rate_slot AS r`: how many calls the carrier refused in the last minute. */
export const REFUSED_LAST_MINUTE = `(SELECT count(*) FROM unnest(r.refused_at) AS at WHERE at > now() - interval '1 min')`;

/** It left after the last wait was over (`$5`: milliseconds since then), is not the first one lately. */
const IS_REPEATED = `(clock_timestamp() - $5 * interval '1 ms' >= r.blocked_until
  AND (r.pace < 1 OR r.blocked_until > now() - interval '1 min'))`;

/**
 * The carrier refused a call that left `sentMs` milliseconds ago, and allows the next one in `waitMs`. Every process obeys; a longer wait
 * is never shortened. A refusal after an earlier wait also halves the pace; calls that were on their way together halve it once.
 */
export async function recordRefusal(
  sql: Sql,
  key: GroupKey,
  { waitMs, sentMs, message }: { waitMs: number; sentMs: number; message: string },
) {
  await sql.query(
    `INSERT INTO rate_slot AS r (account_id, endpoint_group, blocked_until, blocked_message, refused_at)
     VALUES ($1, $2, clock_timestamp() + $3 * interval '1 ms', $4, ARRAY[clock_timestamp()])
     ON CONFLICT (account_id, endpoint_group) DO UPDATE SET
       blocked_until = greatest(r.blocked_until, excluded.blocked_until), blocked_message = excluded.blocked_message,
       pace = CASE WHEN ${IS_REPEATED} THEN greatest(r.pace / 2, ${MIN_PACE}) ELSE r.pace END,
       pace_changed_at = CASE WHEN ${IS_REPEATED} THEN clock_timestamp() ELSE r.pace_changed_at END,
       calls_at_pace = 0,
       refused_at = excluded.refused_at ||
         ARRAY(SELECT at FROM unnest(r.refused_at) AS at WHERE at > now() - interval '1 min' ORDER BY at DESC LIMIT 999)`,
    [key.accountId, key.group, Math.max(waitMs, 0), message, Math.max(sentMs, 0)],
  );
}
