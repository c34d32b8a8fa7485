import "server-only";
import type { Sql } from "@/lib/db/client";
import { CarrierError } from "@/lib/carriers/carrier";
import type { Slot } from "@/lib/carriers/registry";
import { CURRENT_PACE, type GroupKey, recordRefusal, STEPS_UP } from "./carrier-pace";
import { createPace } from "./pace";

export type Rate = { perSecond: number; burst: number };

type Purpose = { isProbe?: boolean; isWrite?: boolean };
type Waiter = Purpose & { isUrgent: boolean; go: (slot: Slot) => void; fail: (error: unknown) => void };

/** What holds calls up now, as every process sees it. */
type Standing = { blocked_ms: number; held: Held | null };
/** `isWriteOnly`: readings go on. */
type Held = { words: string; until: number; isWriteOnly: boolean };

/** A wait longer than this is not spent holding a claim: the caller gets `rate_limited` and comes back. */
const LONGEST_WAIT_MS = 10_000;
/** Slots are taken for so long ahead at once, so that the way to the database is not paid for each; urgent callers wait no longer. */
const AHEAD_MS = 50;
/** What several processes report within this time is one stall. */
const ONE_STALL_MS = 250;
/**
 * How often the database is asked, beside the sending, whether another process has been refused, and how old the answer may be when a call
 * leaves. Its own refusals a process knows without.
 */
const LOOK_AGAIN_MS = { alone: 100, shared: 25 };
const OLDEST_LOOK_MS = 150;
const IS_BLOCKED = `coalesce(r.blocked_until > clock_timestamp(), false)`;
const BLOCKED_MS = `coalesce(greatest(extract(epoch FROM (r.blocked_until - clock_timestamp())) * 1000, 0), 0)::float8 AS blocked_ms`;
const HELD = `(SELECT jsonb_build_object('words', b.last_answer, 'until', extract(epoch FROM b.next_probe_at) * 1000,
  'isWriteOnly', b.cause = 'writes') FROM carrier_breaker b WHERE b.account_id = $1 AND b.state = 'open') AS held`;
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
  /** When the database was last asked whether calls are held up. */
  let lookedAt = Number.NEGATIVE_INFINITY;
  let looking: Promise<void> | null = null;
  /** The fraction of the allowance that may be used, as last seen. */
  let fraction = 1;
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
        if (wait > LOOK_AGAIN_MS.alone) {
          await delay(wait - LOOK_AGAIN_MS.alone);
          continue;
        }
        if (performance.now() - lookedAt > (pace.isShared() ? LOOK_AGAIN_MS.shared : LOOK_AGAIN_MS.alone))
          lookAgain().catch(() => null);
        if (wait > 0) await delay(wait);
        if (performance.now() - lookedAt > OLDEST_LOOK_MS) await lookAgain();
        const now = performance.now();
        for (const at of upcoming) if (at <= now) pace.addSlot(at);
        upcoming = upcoming.filter((at) => at > now);
        while (waiters.length > 0 && pace.hasRoom()) takeNext(waiters)?.go(openSlot());
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

  function openSlot(): Slot {
    const end = pace.start();
    return { mayLeave: () => performance.now() >= pausedUntil, pause: (until) => pause(until - Date.now()), end };
  }

  /** The carrier refuses: no slot in hand is used, and none taken before this is over. */
  function pause(ms: number) {
    if (ms <= 0) return;
    pausedUntil = Math.max(pausedUntil, performance.now() + ms);
    upcoming = [];
    pace.giveUpSlots();
    failIfLong();
  }

  function failIfLong(): boolean {
    const left = pausedUntil - performance.now();
    if (left <= LONGEST_WAIT_MS) return false;
    failAll(
      waiters,
      new CarrierError("rate_limited", "The carrier asked us to wait.", { resetAt: Math.ceil(Date.now() + left) }),
    );
    return true;
  }

  function obey({ blocked_ms, held }: Standing) {
    if (held)
      failAll(
        waiters.filter((waiter) => !waiter.isProbe && (waiter.isWrite || !held.isWriteOnly)),
        new CarrierError("paused", `Not sent: the account is held back (${held.words})`, { resetAt: held.until }),
      );
    pause(blocked_ms);
  }

  function lookAgain(): Promise<void> {
    looking ??= look().finally(() => (looking = null));
    return looking;
  }

  async function look() {
    const askedAt = performance.now();
    const { rows } = await sql.query<Standing>(
      `SELECT ${BLOCKED_MS}, ${HELD} FROM rate_slot r WHERE r.account_id = $1 AND r.endpoint_group = $2`,
      [key.accountId, key.group],
    );
    lookedAt = Math.max(lookedAt, askedAt);
    if (rows[0]) obey(rows[0]);
  }

  async function takeSlots(callers: number) {
    if (failIfLong()) return;
    // A timer may fire a little early.
    for (let left = pausedUntil - performance.now(); left > 0; left = pausedUntil - performance.now())
      await delay(Math.ceil(left));
    const slots = await reserve(callers);
    if (performance.now() >= pausedUntil) upcoming.push(...slots);
  }

  /**
   * Advances the shared clock by as many calls as there are callers, for a moment ahead, unless the group is blocked. All arithmetic is
   * PostgreSQL's, whose clock all share. Slots are in the time of `performance.now()`; those of a blocked group are not to be used.
   */
  async function reserve(callers: number): Promise<number[]> {
    const { perSecond, burst } = readRate();
    const interval = pace.spread() / perSecond;
    const askedAt = performance.now();
    const slack = interval * Math.max(burst - 1, 0);
    const count = Math.min(callers, Math.max(Math.floor((AHEAD_MS * fraction) / interval), 1));
    const { rows } = await sql.query<Standing & { next_at: number; now_at: number; pace: number }>(
      `INSERT INTO rate_slot AS r (account_id, endpoint_group, next_at)
       VALUES ($1, $2, clock_timestamp() + $3 * interval '1 ms')
       ON CONFLICT (account_id, endpoint_group) DO UPDATE SET
         pace = ${CURRENT_PACE},
         pace_changed_at = CASE WHEN ${STEPS_UP} > 0 THEN clock_timestamp() ELSE r.pace_changed_at END,
         calls_at_pace = CASE WHEN ${STEPS_UP} > 0 OR r.pace >= 1 THEN 0 WHEN ${IS_BLOCKED} THEN r.calls_at_pace ELSE r.calls_at_pace + $6 END,
         next_at = CASE WHEN ${IS_BLOCKED} THEN r.next_at
           ELSE greatest(r.next_at, clock_timestamp()) + ($3 / ${CURRENT_PACE} + CASE WHEN ${IS_SLOWED} THEN $5 ELSE 0 END) * interval '1 ms' END,
         slowed_until = CASE WHEN ${IS_SLOWED} THEN clock_timestamp() + interval '${ONE_STALL_MS} ms' ELSE r.slowed_until END
       RETURNING
         (extract(epoch FROM r.next_at) * 1000 - $3 / r.pace - $4)::float8 AS next_at,
         (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS now_at, r.pace, ${BLOCKED_MS}, ${HELD}`,
      [key.accountId, key.group, interval * count, slack, pace.takeDebt(), count],
    );
    lookedAt = Math.max(lookedAt, askedAt);
    const row = rows[0];
    if (row) obey(row);
    fraction = row?.pace ?? 1;
    const gap = interval / fraction;
    const now = performance.now();
    clockAhead = Math.min(clockAhead, now - (row?.now_at ?? now));
    const earliest = (row?.now_at ?? now - clockAhead) + clockAhead;
    const first = (row?.next_at ?? 0) + clockAhead;
    // Not where this process's own last one was, nor now: somebody else has moved the clock.
    if (first > earliest + 1 && first > lastTaken + gap * 1.5) pace.noteOthers();
    lastTaken = first + (count - 1) * gap;
    return Array.from({ length: count }, (_, n) => Math.max(first + n * gap, earliest));
  }

  return {
    /** A probe gets its slot also while the account is held back, and a reading where only changes are; the rest is turned away with `paused`. */
    take: (isUrgent: boolean, purpose: Purpose = {}) =>
      new Promise<Slot>((go, fail) => {
        waiters.push({ ...purpose, isUrgent, go, fail });
        if (!isPumping) void pump();
      }),
    /** The carrier refused a call that left at `sentAt`, and allows the next one at `until`; both epoch milliseconds. */
    refuse: ({ until, sentAt, words }: { until: number; sentAt: number; words: string }) => {
      const waitMs = until - Date.now();
      pause(waitMs);
      return recordRefusal(sql, key, { waitMs, sentMs: Date.now() - sentAt, words });
    },
    /** The fraction of the allowance that is used, as this process last saw it: below 1 after repeated refusals. */
    get pace() {
      return fraction;
    },
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
