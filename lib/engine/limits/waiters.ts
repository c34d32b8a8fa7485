import "server-only";
import { CarrierError } from "@/lib/carriers/carrier";
import type { Slot } from "@/lib/carriers/registry";
import type { Hold } from "./shared-clock";

/** `isProbe`: asks whether the account works again. `isWrite`: changes something at the carrier. */
export type Purpose = { isProbe?: boolean; isWrite?: boolean };
type Waiter = Purpose & {
  isUrgent: boolean;
  isSpare?: boolean;
  go: (slot: Slot) => void;
  fail: (error: unknown) => void;
};

/** Why a call does not leave while the account's breaker is open. */
export const toPaused = ({ reason, until }: Hold) =>
  new CarrierError("paused", `Not sent: the account is paused (${reason})`, { resetAt: until });

/** The callers of one process that wait for a slot: urgent ones first, spare ones last, else in their order. */
export function createWaiters() {
  let waiters: Waiter[] = [];

  function fail(isMeant: (waiter: Waiter) => boolean, error: unknown) {
    const failed = waiters.filter(isMeant);
    waiters = waiters.filter((waiter) => !failed.includes(waiter));
    for (const waiter of failed) waiter.fail(error);
  }

  return {
    count: () => waiters.length,
    add: (waiter: Waiter) => void waiters.push(waiter),
    takeNext(): Waiter | undefined {
      const urgent = waiters.findIndex(({ isUrgent }) => isUrgent);
      const next = urgent >= 0 ? urgent : waiters.findIndex(({ isSpare }) => !isSpare);
      return waiters.splice(Math.max(next, 0), 1)[0];
    },
    failAll: (error: unknown) => fail(() => true, error),
    /** The account's breaker is open: only probes, and reads where the hold is for writes, go on waiting. */
    failHeld: (hold: Hold) =>
      fail(({ isProbe, isWrite }) => !isProbe && (isWrite === true || !hold.isWriteOnly), toPaused(hold)),
  };
}
