import "server-only";
import type { Sql } from "@/lib/db/client";
import { CarrierError } from "@/lib/carriers/carrier";

export type Rate = { perSecond: number; burst: number };
export type GroupKey = { accountId: string; group: string };

type Waiter = { isUrgent: boolean; isProbe: boolean; go: () => void; fail: (error: unknown) => void };

type Reserved = { slots: number[]; blockedMs: number; heldWords: string | null; heldUntil: number | undefined };

/** A wait longer than this is not spent holding a claim: the caller gets `rate_limited` and comes back. */
const LONGEST_WAIT_MS = 10_000;
/** Slots are taken for so long ahead at once, so that the way to the database is not paid for each; urgent callers wait no longer. */
const AHEAD_MS = 50;
/**
 * A little less than allowed, and a slot that was not used in time is given up: used late, it would crowd those that follow. Together
 * they keep any second within the allowance: 0.975 of it, let them slip by 15 ms, and one more for the window's other end.
 */
const SAFETY = 0.975;
const LATEST_MS = 15;

/**
 * One queue of callers for one allowance (carrier account and endpoint group). The clock is a row in PostgreSQL that every process
 * advances (a GCRA), so that all of them together keep within the allowance; within the process urgent callers go first.
 * A slot is taken only when somebody is there to use it, so that a stalled process holds none back.
 */
export function createSlotQueue(sql: Sql, key: GroupKey, readRate: () => Rate) {
  const waiters: Waiter[] = [];
  let isPumping = false;

  async function pump() {
    isPumping = true;
    try {
      while (waiters.length > 0) {
        const { slots, blockedMs, heldWords, heldUntil } = await reserve();
        if (heldWords !== null) {
          failAll(
            waiters.filter((waiter) => !waiter.isProbe),
            new CarrierError("paused", `Not sent: the account is held back (${heldWords})`, { resetAt: heldUntil }),
          );
          if (waiters.length === 0) return;
        }
        if (blockedMs > LONGEST_WAIT_MS) {
          const resetAt = Date.now() + blockedMs;
          failAll(waiters, new CarrierError("rate_limited", "The carrier asked us to wait.", { resetAt }));
          return;
        }
        if (blockedMs > 0) {
          await delay(blockedMs);
          continue;
        }
        const now = performance.now();
        for (const slot of slots) await spend(now + slot);
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

  async function spend(at: number) {
    const early = at - performance.now();
    if (early > 0) await delay(early);
    if (performance.now() - at <= LATEST_MS) takeNext(waiters)?.go();
  }

  /**
   * Advances the shared clock by as many calls as there are callers, for a moment ahead, unless the group is blocked; gives the
   * slots in milliseconds from now. All arithmetic is PostgreSQL's, whose clock all share.
   */
  async function reserve(): Promise<Reserved> {
    const { perSecond, burst } = readRate();
    const interval = 1000 / (perSecond * SAFETY);
    const slack = interval * Math.max(burst - 1, 0);
    const count = Math.min(waiters.length, Math.max(Math.floor(AHEAD_MS / interval), 1));
    const { rows } = await sql.query<{
      wait_ms: number;
      blocked_ms: number;
      held: { words: string; until: number } | null;
    }>(
      `INSERT INTO rate_slot AS r (account_id, endpoint_group, next_at)
       VALUES ($1, $2, clock_timestamp() + $3 * interval '1 ms')
       ON CONFLICT (account_id, endpoint_group) DO UPDATE SET next_at = CASE
         WHEN r.blocked_until > clock_timestamp() THEN r.next_at
         ELSE greatest(r.next_at, clock_timestamp()) + $3 * interval '1 ms' END
       RETURNING
         extract(epoch FROM (r.next_at - $3 * interval '1 ms' - $4 * interval '1 ms' - clock_timestamp())) * 1000 AS wait_ms,
         coalesce(greatest(extract(epoch FROM (r.blocked_until - clock_timestamp())) * 1000, 0), 0) AS blocked_ms,
         (SELECT jsonb_build_object('words', b.last_answer, 'until', extract(epoch FROM b.next_probe_at) * 1000)
          FROM carrier_breaker b WHERE b.account_id = $1 AND b.state = 'open') AS held`,
      [key.accountId, key.group, interval * count, slack],
    );
    const row = rows[0];
    const wait = Number(row?.wait_ms ?? 0);
    return {
      slots: Array.from({ length: count }, (_, n) => Math.max(wait + n * interval, 0)),
      blockedMs: Number(row?.blocked_ms ?? 0),
      heldWords: row?.held?.words ?? null,
      heldUntil: row?.held?.until,
    };
  }

  return {
    /** A probe gets its slot also while the account is held back; the rest is turned away with `paused`. */
    take: (isUrgent: boolean, isProbe = false) =>
      new Promise<void>((go, fail) => {
        waiters.push({ isUrgent, isProbe, go, fail });
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
