import "server-only";
import { z } from "zod";
import type { Sql } from "@/lib/db/client";
import { queryRows, raw, sql as part } from "@/lib/db/sql";
import { CURRENT_PACE, type GroupKey, STEPS_UP } from "./carrier-pace";
import { SPREAD_MS } from "./send-window";

export type Rate = { perSecond: number; burst: number };

/** `until` in epoch milliseconds; `isWriteOnly`: reads go on. */
const hold = z.object({ reason: z.string(), until: z.number(), isWriteOnly: z.boolean() });
export type Hold = z.infer<typeof hold>;
/** What holds up calls now, in every process. `blockedMs`: the carrier allows the next call only then. `hold`: the account's open breaker. */
const blockage = z.object({ blockedMs: z.number(), hold: hold.nullable() });
export type Blockage = z.infer<typeof blockage>;
const slotRow = z.object({ ...blockage.shape, nextAt: z.number(), nowAt: z.number(), pace: z.number() });
export type Reservation = Blockage & { slots: number[]; pace: number };

/** Slots are taken for this long ahead at once, so that not every call pays the way to the database; urgent callers wait no longer. */
export const LOOKAHEAD_MS = 100;

const IS_BLOCKED = `coalesce(r.blocked_until > clock_timestamp(), false)`;
const BLOCKED_MS = `coalesce(greatest(extract(epoch FROM (r.blocked_until - clock_timestamp())) * 1000, 0), 0)::float8 AS "blockedMs"`;
const readHold = (
  accountId: string,
) => part`(SELECT jsonb_build_object('reason', b.last_answer, 'until', extract(epoch FROM b.next_probe_at) * 1000,
  'isWriteOnly', b.cause = 'writes') FROM carrier_breaker b WHERE b.account_id = ${accountId} AND b.state = 'open') AS hold`;

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
      const rows = await queryRows(sql, blockage)`
        SELECT ${raw(BLOCKED_MS)}, ${readHold(key.accountId)} FROM rate_slot r WHERE r.account_id = ${key.accountId} AND r.endpoint_group = ${key.group}`;
      return rows[0] ?? null;
    },

    /** Slots for at most `callers` calls, in the time of `performance.now()`. Those of a blocked group must not be used. */
    async reserve(callers: number, rate: Rate, pace: number): Promise<Reservation> {
      const reservation = await advance(callers, rate, pace, false);
      if (!reservation) throw new Error("no rate slot was stored");
      return reservation;
    },

    /**
     * One slot where the allowance is not in use: nobody has taken one that is still to come. Null where it is. The caller that takes the next
     * one waits for this slot alone.
     */
    reserveSpare: (rate: Rate, pace: number): Promise<Reservation | null> =>
      advance(1, { ...rate, burst: 1 }, pace, true),
  };

  async function advance(
    callers: number,
    { perSecond, burst }: Rate,
    pace: number,
    isSpare: boolean,
  ): Promise<Reservation | null> {
    const interval = SPREAD_MS / perSecond;
    const count = Math.min(callers, Math.max(Math.floor((LOOKAHEAD_MS * pace) / interval), 1));
    const askedAt = performance.now();
    const milliseconds = interval * count;
    const [row] = await queryRows(sql, slotRow)`
        INSERT INTO rate_slot AS r (account_id, endpoint_group, next_at)
        VALUES (${key.accountId}, ${key.group}, clock_timestamp() + ${milliseconds} * interval '1 ms')
        ON CONFLICT (account_id, endpoint_group) DO UPDATE SET
          pace = ${raw(CURRENT_PACE)},
          pace_changed_at = CASE WHEN ${raw(STEPS_UP)} > 0 THEN clock_timestamp() ELSE r.pace_changed_at END,
          calls_at_pace = CASE WHEN ${raw(STEPS_UP)} > 0 OR r.pace >= 1 THEN 0 WHEN ${raw(IS_BLOCKED)} THEN r.calls_at_pace ELSE r.calls_at_pace + ${count} END,
          next_at = CASE WHEN ${raw(IS_BLOCKED)} THEN r.next_at
            ELSE greatest(r.next_at, clock_timestamp()) + ${milliseconds} / ${raw(CURRENT_PACE)} * interval '1 ms' END
        WHERE NOT ${isSpare} OR r.next_at <= clock_timestamp()
        RETURNING
          (extract(epoch FROM r.next_at) * 1000 - ${milliseconds} / r.pace - ${interval * Math.max(burst - 1, 0)})::float8 AS "nextAt",
          (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS "nowAt", r.pace, ${raw(BLOCKED_MS)}, ${readHold(key.accountId)}`;
    if (!row) return null;
    // The statement ran between these two instants; within them the last estimate stays.
    clockSkew = Math.max(Math.min(clockSkew, performance.now() - row.nowAt), askedAt - row.nowAt);
    const [earliest, first] = [row.nowAt + clockSkew, row.nextAt + clockSkew];
    const slots = Array.from({ length: count }, (_, n) => Math.max(first + (n * interval) / row.pace, earliest));
    return { slots, pace: row.pace, blockedMs: row.blockedMs, hold: row.hold };
  }
}
