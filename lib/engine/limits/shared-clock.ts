import "server-only";
import type { Sql } from "@/lib/db/client";
import { countRecent, CURRENT_PACE, type GroupKey, STEPS_UP } from "./carrier-pace";
import { SPREAD_MS } from "./send-window";

export type Rate = { perSecond: number; burst: number };

/** What holds up calls now, in every process. `blockedMs`: the carrier allows the next call only then. `hold`: the account's open breaker. */
export type Blockage = { blockedMs: number; hold: Hold | null };
/** `until` in epoch milliseconds; `isWriteOnly`: reads go on. */
export type Hold = { reason: string; until: number; isWriteOnly: boolean };
export type Reservation = Blockage & { slots: number[]; pace: number };

/** Slots are taken for this long ahead at once, so that not every call pays the way to the database; urgent callers wait no longer. */
export const LOOKAHEAD_MS = 50;

const IS_BLOCKED = `coalesce(r.blocked_until > clock_timestamp(), false)`;
const BLOCKED_MS = `coalesce(greatest(extract(epoch FROM (r.blocked_until - clock_timestamp())) * 1000, 0), 0)::float8 AS "blockedMs"`;
const HOLD = `(SELECT jsonb_build_object('reason', b.last_answer, 'until', extract(epoch FROM b.next_probe_at) * 1000,
  'isWriteOnly', b.cause = 'writes') FROM carrier_breaker b WHERE b.account_id = $1 AND b.state = 'open') AS hold`;

/** How far this process's clock is ahead of the database's, in milliseconds. */
let clockSkew = Number.POSITIVE_INFINITY;

/**
 * The clock of one allowance: a row in PostgreSQL that every process advances (a GCRA), so that all of them together keep within it. All
 * arithmetic is PostgreSQL's, whose time all share.
 */
export function createSharedClock(sql: Sql, key: GroupKey) {
  return {
    /** Whether anything holds up calls now; null where no slot was ever taken. */
    async readBlockage(): Promise<Blockage | null> {
      const { rows } = await sql.query<Blockage>(
        `SELECT ${BLOCKED_MS}, ${HOLD} FROM rate_slot r WHERE r.account_id = $1 AND r.endpoint_group = $2`,
        [key.accountId, key.group],
      );
      return rows[0] ?? null;
    },

    /** Slots for at most `callers` calls, in the time of `performance.now()`. Those of a blocked group must not be used. */
    async reserve(callers: number, { perSecond, burst }: Rate, pace: number): Promise<Reservation> {
      const interval = SPREAD_MS / perSecond;
      const count = Math.min(callers, Math.max(Math.floor((LOOKAHEAD_MS * pace) / interval), 1));
      const askedAt = performance.now();
      const { rows } = await sql.query<Blockage & { nextAt: number; nowAt: number; pace: number }>(
        `INSERT INTO rate_slot AS r (account_id, endpoint_group, next_at, recent_calls)
         VALUES ($1, $2, clock_timestamp() + $3 * interval '1 ms', $5)
         ON CONFLICT (account_id, endpoint_group) DO UPDATE SET
           pace = ${CURRENT_PACE},
           pace_changed_at = CASE WHEN ${STEPS_UP} > 0 THEN clock_timestamp() ELSE r.pace_changed_at END,
           calls_at_pace = CASE WHEN ${STEPS_UP} > 0 OR r.pace >= 1 THEN 0 WHEN ${IS_BLOCKED} THEN r.calls_at_pace ELSE r.calls_at_pace + $5 END,
           ${countRecent(`CASE WHEN ${IS_BLOCKED} THEN 0 ELSE $5 END`)},
           next_at = CASE WHEN ${IS_BLOCKED} THEN r.next_at
             ELSE greatest(r.next_at, clock_timestamp()) + $3 / ${CURRENT_PACE} * interval '1 ms' END
         RETURNING
           (extract(epoch FROM r.next_at) * 1000 - $3 / r.pace - $4)::float8 AS "nextAt",
           (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS "nowAt", r.pace, ${BLOCKED_MS}, ${HOLD}`,
        [key.accountId, key.group, interval * count, interval * Math.max(burst - 1, 0), count],
      );
      const row = rows[0];
      if (!row) throw new Error("no rate slot was stored");
      // The statement ran between these two instants; within them the last estimate stays.
      clockSkew = Math.max(Math.min(clockSkew, performance.now() - row.nowAt), askedAt - row.nowAt);
      const [earliest, first] = [row.nowAt + clockSkew, row.nextAt + clockSkew];
      const slots = Array.from({ length: count }, (_, n) => Math.max(first + (n * interval) / row.pace, earliest));
      return { slots, pace: row.pace, blockedMs: row.blockedMs, hold: row.hold };
    },
  };
}
