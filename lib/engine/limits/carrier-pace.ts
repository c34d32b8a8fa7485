import "server-only";
import type { Sql } from "@/lib/db/client";

export type GroupKey = { accountId: string; group: string };

/** The lowest fraction of the allowance: a carrier that refuses everything is still called now and then. */
const MIN_PACE = 1 / 32;
const STEP = 0.1;
/** A step up takes this many calls since the last change, or a minute without a refusal. */
const CALLS_PER_STEP = 25;
/** A carrier that refuses no more than this share refuses at random, not because of our speed. */
const MAX_RANDOM_SHARE = 0.03;
/** Each call makes earlier ones count this much less: about the last 200 decide. */
const RECENT_DECAY = 0.995;

/** SQL over `rate_slot AS r`: how many steps the pace may go up now. */
export const STEPS_UP = `(CASE WHEN r.pace >= 1 THEN 0 WHEN r.calls_at_pace >= ${CALLS_PER_STEP} THEN 1
  ELSE greatest(floor(extract(epoch FROM now() - greatest(r.pace_changed_at, r.blocked_until)) / 60), 0) END)`;
/** SQL over `rate_slot AS r`: the fraction of the allowance that the next call may use. */
export const CURRENT_PACE = `least(1, r.pace + ${STEP} * ${STEPS_UP})::float8`;
/** SQL over `rate_slot AS r`: how many calls the carrier refused in the last minute. */
export const REFUSED_LAST_MINUTE = `(SELECT count(*) FROM unnest(r.refused_at) AS at WHERE at > now() - interval '1 min')`;

/** SQL over `rate_slot AS r`: `count` more calls leave. */
export const countRecent = (count: string) =>
  `recent_calls = r.recent_calls * power(${RECENT_DECAY}, ${count}) + ${count}, recent_refusals = r.recent_refusals * power(${RECENT_DECAY}, ${count})`;

/** It left after the last wait was over (`$5`: milliseconds since then), is not the first one lately, and too many others were refused. */
const IS_TOO_FAST = `(clock_timestamp() - $5 * interval '1 ms' >= r.blocked_until
  AND (r.pace < 1 OR r.blocked_until > now() - interval '1 min')
  AND r.recent_refusals + 1 > ${MAX_RANDOM_SHARE} * r.recent_calls)`;

/**
 * The carrier refused a call that left `sentMs` milliseconds ago, and allows the next one in `waitMs`. Every process obeys; a longer wait
 * is never shortened. Refusals that repeat after a wait halve the pace; calls that were on their way together halve it once.
 */
export async function recordRefusal(
  sql: Sql,
  key: GroupKey,
  { waitMs, sentMs, words }: { waitMs: number; sentMs: number; words: string },
) {
  await sql.query(
    `INSERT INTO rate_slot AS r (account_id, endpoint_group, blocked_until, blocked_words, recent_refusals, refused_at)
     VALUES ($1, $2, clock_timestamp() + $3 * interval '1 ms', $4, 1, ARRAY[clock_timestamp()])
     ON CONFLICT (account_id, endpoint_group) DO UPDATE SET
       blocked_until = greatest(r.blocked_until, excluded.blocked_until), blocked_words = excluded.blocked_words,
       pace = CASE WHEN ${IS_TOO_FAST} THEN greatest(r.pace / 2, ${MIN_PACE}) ELSE r.pace END,
       pace_changed_at = CASE WHEN ${IS_TOO_FAST} THEN clock_timestamp() ELSE r.pace_changed_at END,
       calls_at_pace = 0,
       recent_refusals = CASE WHEN ${IS_TOO_FAST} THEN 1 ELSE r.recent_refusals + 1 END,
       refused_at = excluded.refused_at ||
         ARRAY(SELECT at FROM unnest(r.refused_at) AS at WHERE at > now() - interval '1 min' ORDER BY at DESC LIMIT 999)`,
    [key.accountId, key.group, Math.max(waitMs, 0), words, Math.max(sentMs, 0)],
  );
}
