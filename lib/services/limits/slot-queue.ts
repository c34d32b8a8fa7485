import "server-only";
import type { Sql } from "@/lib/db/client";
import { CarrierError } from "@/lib/carriers/carrier";
import { createPace } from "./pace";

export type Rate = { perSecond: number; burst: number };
export type GroupKey = { accountId: string; group: string };

/** To be called when the answer has come, or will not come: until then the call counts as on its way. */
export type EndCall = () => void;

type Purpose = { isProbe?: boolean; isWrite?: boolean };
type Waiter = Purpose & { isUrgent: boolean; go: (end: EndCall) => void; fail: (error: unknown) => void };

/** `slots` in the time of `performance.now()`. */
type Reserved = { slots: number[]; blockedMs: number; held: Held | null };
/** `isWriteOnly`: readings go on. */
type Held = { words: string; until: number; isWriteOnly: boolean };

/** A wait longer than this is not spent holding a claim: the caller gets `rate_limited` and comes back. */
const LONGEST_WAIT_MS = 10_000;
/** Slots are taken for so long ahead at once, so that the way to the database is not paid for each; urgent callers wait no longer. */
const AHEAD_MS = 50;
/** What several processes report within this time is one stall. */
const ONE_STALL_MS = 250;
const IS_SLOWED = `($5::float8 > 0 AND coalesce(r.slowed_until < clock_timestamp(), true))`;

/**
 * One queue of callers for one allowance (carrier account and endpoint group). The clock is a row in PostgreSQL that every process
 * advances (a GCRA), so that all of them together keep within the allowance; within the process urgent callers go first.
 * Slots are taken only while somebody waits to use them, so that an idle process holds none back.
 */
export function createSlotQueue(sql: Sql, key: GroupKey, readRate: () => Rate) {
  const waiters: Waiter[] = [];
  /** Taken, and their time has not come; in the time of `performance.now()`. */
  let upcoming: number[] = [];
  const pace = createPace(() => {
    const { perSecond, burst } = readRate();
    return Math.ceil(perSecond) + Math.max(burst - 1, 0);
  });
  let isPumping = false;
  let asking: Promise<void> | null = null;
  let pausedUntil = 0;
  let lastTaken = 0;
  /** What this process's clock is ahead of the database's: the least ever seen is the one with the least of the way in it. */
  let clockAhead = Number.POSITIVE_INFINITY;

  async function pump() {
    isPumping = true;
    try {
      while (waiters.length > 0) {
        const asked = askForSlots();
        const [first] = upcoming;
        if (first === undefined) {
          await asked;
          continue;
        }
        const wait = Math.min(first, pace.nextRoom()) - performance.now();
        if (wait > 0) await delay(wait);
        const now = performance.now();
        for (const at of upcoming) if (at <= now) pace.addSlot(at);
        upcoming = upcoming.filter((at) => at > now);
        while (waiters.length > 0 && pace.hasRoom()) takeNext(waiters)?.go(pace.start());
      }
    } catch (error) {
      failAll(waiters, error);
    } finally {
      isPumping = false;
    }
  }

  function failAll(those: readonly Waiter[], error: unknown) {
    const gone = new Set(those);
    waiters.splice(0, waiters.length, ...waiters.filter((waiter) => !gone.has(waiter)));
    for (const waiter of gone) waiter.fail(error);
  }

  /** More slots, if those taken do not reach for the callers or not for the moment ahead: none is lost to the way to the database. */
  function askForSlots(): Promise<void> | null {
    const callers = waiters.length - upcoming.length;
    if (asking || callers <= 0 || (upcoming.at(-1) ?? 0) > performance.now() + AHEAD_MS) return asking;
    asking = takeSlots(callers).finally(() => (asking = null));
    // A failure is met where it is awaited; else the next one asks again.
    asking.catch(() => null);
    return asking;
  }

  async function takeSlots(callers: number) {
    const pause = pausedUntil - performance.now();
    if (pause > 0) await delay(pause);
    const { slots, blockedMs, held } = await reserve(callers);
    if (held)
      failAll(
        waiters.filter((waiter) => !waiter.isProbe && (waiter.isWrite || !held.isWriteOnly)),
        new CarrierError("paused", `Not sent: the account is held back (${held.words})`, { resetAt: held.until }),
      );
    if (blockedMs === 0) {
      upcoming.push(...slots);
      return;
    }
    upcoming = [];
    pausedUntil = performance.now() + blockedMs;
    if (blockedMs > LONGEST_WAIT_MS) {
      const resetAt = Date.now() + blockedMs;
      failAll(waiters, new CarrierError("rate_limited", "The carrier asked us to wait.", { resetAt }));
    }
  }

  /**
   * Advances the shared clock by as many calls as there are callers, for a moment ahead, unless the group is blocked. All arithmetic is
   * PostgreSQL's, whose clock all share.
   */
  async function reserve(callers: number): Promise<Reserved> {
    const { perSecond, burst } = readRate();
    const interval = pace.spread() / perSecond;
    const slack = interval * Math.max(burst - 1, 0);
    const count = Math.min(callers, Math.max(Math.floor(AHEAD_MS / interval), 1));
    const { rows } = await sql.query<{
      next_at: number;
      now_at: number;
      blocked_ms: number;
      held: Held | null;
    }>(
      `INSERT INTO rate_slot AS r (account_id, endpoint_group, next_at)
       VALUES ($1, $2, clock_timestamp() + $3 * interval '1 ms')
       ON CONFLICT (account_id, endpoint_group) DO UPDATE SET
         next_at = CASE WHEN r.blocked_until > clock_timestamp() THEN r.next_at
           ELSE greatest(r.next_at, clock_timestamp()) + ($3 + CASE WHEN ${IS_SLOWED} THEN $5 ELSE 0 END) * interval '1 ms' END,
         slowed_until = CASE WHEN ${IS_SLOWED} THEN clock_timestamp() + interval '${ONE_STALL_MS} ms' ELSE r.slowed_until END
       RETURNING
         (extract(epoch FROM r.next_at) * 1000 - $3 - $4)::float8 AS next_at,
         (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS now_at,
         coalesce(greatest(extract(epoch FROM (r.blocked_until - clock_timestamp())) * 1000, 0), 0) AS blocked_ms,
         (SELECT jsonb_build_object('words', b.last_answer, 'until', extract(epoch FROM b.next_probe_at) * 1000, 'isWriteOnly', b.cause = 'writes')
          FROM carrier_breaker b WHERE b.account_id = $1 AND b.state = 'open') AS held`,
      [key.accountId, key.group, interval * count, slack, pace.takeDebt()],
    );
    const row = rows[0];
    const now = performance.now();
    clockAhead = Math.min(clockAhead, now - (row?.now_at ?? now));
    const earliest = (row?.now_at ?? now - clockAhead) + clockAhead;
    const first = (row?.next_at ?? 0) + clockAhead;
    // Not where this process's own last one was, nor now: somebody else has moved the clock.
    if (first > earliest + 1 && first > lastTaken + interval * 1.5) pace.noteOthers();
    lastTaken = first + (count - 1) * interval;
    return {
      slots: Array.from({ length: count }, (_, n) => Math.max(first + n * interval, earliest)),
      blockedMs: Number(row?.blocked_ms ?? 0),
      held: row?.held ?? null,
    };
  }

  return {
    /** A probe gets its slot also while the account is held back, and a reading where only changes are; the rest is turned away with `paused`. */
    take: (isUrgent: boolean, purpose: Purpose = {}) =>
      new Promise<EndCall>((go, fail) => {
        waiters.push({ ...purpose, isUrgent, go, fail });
        if (!isPumping) void pump();
      }),
    get waiting() {
      return waiters.length;
    },
  };
}
export type SlotQueue = ReturnType<typeof createSlotQueue>;

function takeNext(waiters: Waiter[]): Waiter | undefined {
  const urgent = waiters.findIndex((waiter) => waiter.isUrgent);
  return waiters.splice(Math.max(urgent, 0), 1)[0];
}

const delay = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** The carrier said: not before `until`. Every process obeys from its next slot on. A later block is never shortened. */
export async function blockGroup(sql: Sql, key: GroupKey, until: number, words: string) {
  await sql.query(
    `INSERT INTO rate_slot AS r (account_id, endpoint_group, blocked_until, blocked_words) VALUES ($1, $2, to_timestamp($3 / 1000.0), $4)
     ON CONFLICT (account_id, endpoint_group) DO UPDATE SET
       blocked_until = greatest(r.blocked_until, excluded.blocked_until), blocked_words = excluded.blocked_words`,
    [key.accountId, key.group, until, words],
  );
}
