import "server-only";
import { CarrierError } from "@/lib/carriers/carrier";
import type { Slot } from "@/lib/carriers/registry";
import type { Sql } from "@/lib/db/client";
import { type GroupKey, recordRefusal } from "./carrier-pace";
import {
  type Blockage,
  createSharedClock,
  LOOKAHEAD_MS,
  MAX_DELAY_MS,
  type Rate,
  type Reservation,
  type SharedSlot,
} from "./shared-clock";
import { createWaiters, type Purpose, toPaused } from "./waiters";

export type { Rate };

/** A caller does not hold its claim through a longer wait: it gets `rate_limited` and comes back. */
const MAX_WAIT_MS = 10_000;
/** While calls leave, the database is asked this often whether another process was refused. */
const LOOK_EVERY_MS = 25;
/** No call leaves on an older answer. */
const MAX_LOOK_AGE_MS = 150;
/** A spare call asks this often, and at most this long, whether the allowance is free. */
const SPARE_AGAIN_MS = 250;
const MAX_SPARE_WAIT_MS = 5_000;
/** From so many on, the quickest answer tells how long a call takes that nothing holds up. */
const MIN_ANSWERS = 20;
/** Longer than a client waits by itself before it tries again. */
const SPARE_LATER_MS = 15_000;

/**
 * The callers of one process for one allowance (carrier account and endpoint group). Slots come from a clock that all processes share, and
 * are taken only while somebody waits, so that an idle process keeps none from the others.
 */
export function createSlotQueue(sql: Sql, key: GroupKey, readRate: () => Rate) {
  const waiters = createWaiters();
  const clock = createSharedClock(sql, key);
  let upcoming: SharedSlot[] = [];
  let isPumping = false;
  let reserving: Promise<void> | null = null;
  let looking: Promise<void> | null = null;
  let lookedAt = Number.NEGATIVE_INFINITY;
  let pausedUntil = 0;
  let pace = 1;
  let windowMs = 0;
  let [answers, fastest] = [0, Number.POSITIVE_INFINITY];

  async function pump() {
    isPumping = true;
    try {
      while (waiters.count() > 0) {
        const reserved = reserveMore();
        const [first] = upcoming;
        if (first === undefined) await reserved;
        else await sendAt(first.at);
      }
    } catch (error) {
      waiters.failAll(error);
    } finally {
      isPumping = false;
    }
  }

  async function sendAt(time: number) {
    const wait = time - performance.now();
    // Not asleep for longer: a refusal in another process may change everything.
    if (wait > MAX_LOOK_AGE_MS) return delay(wait - LOOK_EVERY_MS);
    if (performance.now() - lookedAt > LOOK_EVERY_MS) look().catch(() => null);
    if (wait > 0) await delay(wait);
    if (performance.now() - lookedAt > MAX_LOOK_AGE_MS) await look();
    giveUp((slot) => slot.until <= performance.now());
    for (let slot = takeDue(); slot; slot = takeDue()) waiters.takeNext()?.go(openSlot(slot));
  }

  const takeDue = () =>
    waiters.count() > 0 && (upcoming[0]?.at ?? Number.POSITIVE_INFINITY) <= performance.now()
      ? upcoming.shift()
      : undefined;

  function giveUp(isUseless: (slot: SharedSlot) => boolean) {
    for (const slot of upcoming.filter(isUseless)) clock.release(slot.id, performance.now());
    upcoming = upcoming.filter((slot) => !isUseless(slot));
  }

  /** Reserves more slots where those taken do not last for the callers, or not for the moment ahead. */
  function reserveMore(): Promise<void> | null {
    const callers = waiters.count() - upcoming.length;
    if (reserving || callers <= 0 || (upcoming.at(-1)?.at ?? 0) > performance.now() + LOOKAHEAD_MS) return reserving;
    reserving = reserve(callers).finally(() => (reserving = null));
    // A failure reaches the callers where it is awaited; otherwise the next one asks again.
    reserving.catch(() => null);
    return reserving;
  }

  async function reserve(callers: number) {
    // A timer may fire a little early.
    for (let left = leftOfPause(); left > 0; left = leftOfPause()) await delay(Math.ceil(left));
    const askedAt = performance.now();
    // Others may hold all of them.
    if (!accept(await clock.reserve(callers, readRate()), askedAt)) await delay(LOOKAHEAD_MS / 2);
  }

  /** Whether it gives slots to use. */
  function accept(reservation: Reservation, askedAt: number): boolean {
    ({ pace, windowMs } = reservation);
    upcoming.push(...reservation.slots);
    obey(reservation, askedAt);
    return reservation.slots.length > 0 && leftOfPause() <= 0;
  }

  function look(): Promise<void> {
    const askedAt = performance.now();
    looking ??= clock
      .readBlockage()
      .then((blockage) => obey(blockage ?? { blockedMs: 0, hold: null }, askedAt))
      .finally(() => (looking = null));
    return looking;
  }

  function obey({ blockedMs, hold }: Blockage, askedAt: number) {
    lookedAt = Math.max(lookedAt, askedAt);
    if (hold) waiters.failHeld(hold);
    pause(blockedMs);
  }

  const leftOfPause = () => pausedUntil - performance.now();

  /** No slot in hand is used, and none taken before the pause is over. */
  function pause(ms: number) {
    if (ms <= 0) return;
    pausedUntil = Math.max(pausedUntil, performance.now() + ms);
    giveUp(() => true);
    failIfLong();
  }

  function failIfLong() {
    const left = leftOfPause();
    if (left <= MAX_WAIT_MS) return;
    const resetAt = Math.ceil(Date.now() + left);
    waiters.failAll(new CarrierError("rate_limited", "The carrier asked us to wait.", { resetAt }));
  }

  function openSlot({ id }: SharedSlot): Slot {
    const sentAt = performance.now();
    let isHeldBack = false;
    const end = () => {
      const now = performance.now();
      if (isHeldBack) return clock.release(id, now);
      answers += 1;
      fastest = Math.min(fastest, now - sentAt);
      // What every call takes shifts all of them alike.
      const alike = answers < MIN_ANSWERS ? 0 : fastest;
      clock.release(id, sentAt + windowMs + Math.min(now - sentAt - alike, MAX_DELAY_MS));
    };
    return {
      mayLeave: () => !(isHeldBack = leftOfPause() > 0),
      pause: (until) => pause(until - Date.now()),
      end,
    };
  }

  /** A slot that is taken only while nobody else, in any process, is using the allowance. */
  async function takeSpare(): Promise<Slot> {
    for (const until = performance.now() + MAX_SPARE_WAIT_MS; ;) {
      const askedAt = performance.now();
      const isFree = waiters.count() === 0 && leftOfPause() <= 0;
      const reservation = isFree ? await clock.reserveSpare(readRate()) : null;
      if (reservation) {
        const isTaken = accept(reservation, askedAt);
        if (reservation.hold && !reservation.hold.isWriteOnly) throw toPaused(reservation.hold);
        if (isTaken) return waitForSlot({ isUrgent: false, isSpare: true });
      }
      if (performance.now() >= until)
        throw new CarrierError("rate_limited", "All of the allowance is in use.", {
          resetAt: Date.now() + Math.max(leftOfPause(), SPARE_LATER_MS),
        });
      await delay(Math.max(SPARE_AGAIN_MS * (0.5 + Math.random()), 1000 / readRate().perSecond / 2));
    }
  }

  const waitForSlot = (waiter: Purpose & { isUrgent: boolean; isSpare?: boolean }) =>
    new Promise<Slot>((go, fail) => {
      waiters.add({ ...waiter, go, fail });
      failIfLong();
      if (!isPumping) void pump();
    });

  return {
    takeSpare,
    /** While the account is paused only a probe gets a slot, and a read where only writes are paused; others fail with `paused`. */
    take: (isUrgent: boolean, purpose: Purpose = {}) => waitForSlot({ ...purpose, isUrgent }),
    /** The carrier refused a call that left at `sentAt`, and allows the next one at `until`; both epoch milliseconds. */
    refuse: ({ until, sentAt, message }: { until: number; sentAt: number; message: string }) => {
      const waitMs = until - Date.now();
      pause(waitMs);
      return recordRefusal(sql, key, { waitMs, sentMs: Date.now() - sentAt, message });
    },
    /** The fraction of the allowance in use, as this process last saw it: below 1 after repeated refusals. */
    get pace() {
      return pace;
    },
    get waiting() {
      return waiters.count();
    },
  };
}
export type SlotQueue = ReturnType<typeof createSlotQueue>;

const delay = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
