import "server-only";
import { z } from "zod";
import type { Sql } from "@/lib/db/client";
import { queryRows, raw, sql as part } from "@/lib/db/sql";
import { CURRENT_PACE, type GroupKey, STEPS_UP } from "./carrier-pace";

export type Rate = { perSecond: number; burst: number };

/** `until` in epoch milliseconds; `isWriteOnly`: reads go on. */
const hold = z.object({ reason: z.string(), until: z.number(), isWriteOnly: z.boolean() });
export type Hold = z.infer<typeof hold>;
/** What holds up calls now, in every process. `blockedMs`: the carrier allows the next call only then. `hold`: the account's open breaker. */
const blockage = z.object({ blockedMs: z.number(), hold: hold.nullable() });
export type Blockage = z.infer<typeof blockage>;
const reservationRow = z.object({
  ...blockage.shape,
  pace: z.number(),
  windowMs: z.number(),
  nowAt: z.number(),
  slotsAt: z.array(z.number()),
  slotIds: z.array(z.number()),
});
/** One call may leave from `at` to `until`, in the time of `performance.now()`. */
export type SharedSlot = { id: number; at: number; until: number };
/** `windowMs`: how long a call counts after it has arrived. */
export type Reservation = Blockage & { slots: SharedSlot[]; pace: number; windowMs: number };

/** Slots are taken for this long ahead at once, so that not every call pays the way to the database; urgent callers wait no longer. */
export const LOOKAHEAD_MS = 100;
/** A call is assumed to have arrived by then, even without a response. */
export const MAX_DELAY_MS = 250;
/** Carriers count calls over any second; clocks differ a little. */
const SECOND_MS = 1_005;
/** A slot not used by then is given back. A process that was held up for no longer makes up for it. */
const SLOT_LIFE_MS = 250;

const IS_BLOCKED = `coalesce(r.blocked_until > clock_timestamp(), false)`;
const BLOCKED_MS = `coalesce(greatest(extract(epoch FROM (r.blocked_until - clock_timestamp())) * 1000, 0), 0)::float8 AS "blockedMs"`;
const readHold = (
  accountId: string,
) => part`(SELECT jsonb_build_object('reason', b.last_answer, 'until', extract(epoch FROM b.next_probe_at) * 1000,
  'isWriteOnly', b.cause = 'writes') FROM carrier_breaker b WHERE b.account_id = ${accountId} AND b.state = 'open') AS hold`;

/** How far this process's clock is ahead of the database's, in milliseconds. */
let clockSkew = Number.POSITIVE_INFINITY;

/**
 * The slots of one allowance, in a row of PostgreSQL whose time all processes share. There are as many as calls allowed in a window. A call
 * holds its slot until one window after it can last have arrived: however late calls are, no more of them arrive within a window. Slots
 * start at even distances.
 */
export function createSharedClock(sql: Sql, key: GroupKey) {
  /** Held no longer than until then, in the time of `performance.now()`; not yet stored. */
  let released: { id: number; until: number }[] = [];

  return {
    /** Whether anything holds up calls now; null where no slot was ever taken. */
    async readBlockage(): Promise<Blockage | null> {
      const rows = await queryRows(sql, blockage)`
        SELECT ${raw(BLOCKED_MS)}, ${readHold(key.accountId)} FROM rate_slot r WHERE r.account_id = ${key.accountId} AND r.endpoint_group = ${key.group}`;
      return rows[0] ?? null;
    },

    /** Slots for at most `callers` calls. None while the carrier makes us wait, or where all are held for longer than the moment ahead. */
    reserve: (callers: number, rate: Rate): Promise<Reservation> => takeSlots(callers, rate, false),

    /** One slot where nobody has taken one that is still to come; none where somebody has. The next caller waits for this one alone. */
    reserveSpare: (rate: Rate): Promise<Reservation> => takeSlots(1, { ...rate, burst: 1 }, true),

    /** The call in this slot counts no longer than `until`. Others learn of it when this process next reserves some. */
    release: (id: number, until: number) => void released.push({ id, until }),
  };

  async function takeSlots(callers: number, rate: Rate, isSpare: boolean): Promise<Reservation> {
    const taken = await updateRow(callers, rate, isSpare);
    if (taken) return taken;
    await sql.query(
      `INSERT INTO rate_slot (account_id, endpoint_group, next_at) VALUES ($1, $2, clock_timestamp()) ON CONFLICT DO NOTHING`,
      [key.accountId, key.group],
    );
    return takeSlots(callers, rate, isSpare);
  }

  /** Null where the allowance has no row yet. */
  async function updateRow(callers: number, { perSecond, burst }: Rate, isSpare: boolean): Promise<Reservation | null> {
    const askedAt = performance.now();
    const releasedIds = released.map(({ id }) => id);
    const leftMs = released.map(({ until }) => Math.max(until - askedAt, 0));
    released = [];
    const [row] = await queryRows(sql, reservationRow)`
      WITH r AS MATERIALIZED (
        SELECT r.*, ${raw(STEPS_UP)} AS steps, ${perSecond}::float8 * ${raw(CURRENT_PACE)} AS per_second, ${raw(CURRENT_PACE)} AS new_pace
        FROM rate_slot r WHERE r.account_id = ${key.accountId} AND r.endpoint_group = ${key.group} FOR UPDATE),
      -- After the row is locked, which may have taken a while.
      clock AS MATERIALIZED (
        SELECT extract(epoch FROM clock_timestamp())::float8 * 1000 AS now_at, extract(epoch FROM next_at)::float8 * 1000 AS next_at,
          ${SECOND_MS} / per_second AS distance, greatest(floor(per_second), 1)::int AS allowed FROM r),
      held AS MATERIALIZED (
        SELECT coalesce(array_agg(until ORDER BY until) FILTER (WHERE until > now_at), '{}') AS untils
        FROM clock LEFT JOIN LATERAL (
          SELECT coalesce(now_at + left_ms, id) AS until FROM r, unnest(r.held) AS id
          LEFT JOIN unnest(${releasedIds}::float8[], ${leftMs}::float8[]) AS released(id, left_ms) USING (id)) AS call ON true),
      slot AS MATERIALIZED (
        SELECT n, greatest(even.at, free.at) AS at
        FROM r CROSS JOIN clock CROSS JOIN held CROSS JOIN generate_series(1, ${callers}::int) AS n
        CROSS JOIN LATERAL (SELECT distance * (n - ${burst}::int) +
          CASE WHEN clock.next_at > now_at - ${SLOT_LIFE_MS} THEN clock.next_at ELSE now_at END AS at) AS even
        -- While more are held than may be, the first to end make room for none.
        CROSS JOIN LATERAL (SELECT untils[cardinality(untils) - (allowed + ${burst}::int - 1) + n] AS at) AS free
        WHERE NOT ${raw(IS_BLOCKED)} AND (NOT ${isSpare} OR clock.next_at <= now_at)
          AND (n = 1 OR even.at <= now_at + ${LOOKAHEAD_MS}) AND coalesce(free.at <= now_at + ${LOOKAHEAD_MS}, true)),
      taken AS MATERIALIZED (
        SELECT count(n)::int AS count, max(at) + distance * ${burst}::int AS next_at,
          coalesce(array_agg(greatest(at, now_at) ORDER BY n) FILTER (WHERE n > 0), '{}') AS starts,
          -- A little apart, as they name the slots.
          coalesce(array_agg(greatest(at, now_at) + ${SLOT_LIFE_MS + MAX_DELAY_MS} + distance * allowed + n * 0.001 ORDER BY n) FILTER (WHERE n > 0), '{}') AS ids
        FROM clock LEFT JOIN slot ON true GROUP BY distance, allowed)
      UPDATE rate_slot AS s SET
        pace = new_pace,
        pace_changed_at = CASE WHEN steps > 0 THEN clock_timestamp() ELSE r.pace_changed_at END,
        calls_at_pace = CASE WHEN steps > 0 OR r.pace >= 1 THEN 0 ELSE r.calls_at_pace + taken.count END,
        next_at = coalesce(to_timestamp(taken.next_at / 1000), r.next_at),
        held = untils || ids
      FROM r, clock, held, taken WHERE s.account_id = r.account_id AND s.endpoint_group = r.endpoint_group
      RETURNING now_at AS "nowAt", starts AS "slotsAt", ids AS "slotIds", distance * allowed AS "windowMs", new_pace AS pace,
        ${raw(BLOCKED_MS)}, ${readHold(key.accountId)}`;
    if (!row) return null;
    // The statement ran between these two instants; within them the last estimate stays.
    clockSkew = Math.max(Math.min(clockSkew, performance.now() - row.nowAt), askedAt - row.nowAt);
    const slots = row.slotsAt.map((startsAt, n) => {
      const at = startsAt + clockSkew;
      return { id: row.slotIds[n] ?? 0, at, until: at + SLOT_LIFE_MS };
    });
    return { slots, pace: row.pace, windowMs: row.windowMs, blockedMs: row.blockedMs, hold: row.hold };
  }
}
