import "server-only";
import type { CallEnd, CarrierPorts } from "@/lib/carriers/registry";
import {
  failsWrites,
  NO_SUSPICION,
  NO_WRITE_SUSPICION,
  evaluateHealth,
  evaluateWrite,
  type WatchedHealth,
} from "@/lib/domain/carrier-breaker";

const STALLED_AFTER_MS = 3_500;

export type CallWatch = {
  watchCall: NonNullable<CarrierPorts["watchCall"]>;
  /** Epoch milliseconds of the last call that the carrier answered as it should, in this process; 0: none yet. */
  answeredAt(): number;
  /** The last of several changes in a row that came to nothing; null where the last ones did not. */
  failedWrite(): FailedWrite | null;
};
/** `orderIds`: whose they were, null for one that was no order's. */
export type FailedWrite = Pick<CallEnd, "words" | "status"> & {
  callId: string | null;
  orderIds: ReadonlySet<string | null>;
};

type NotedTrace = { lastCallId?: string | null; orderId?: string | null };

/**
 * Follows the calls of one account in this process, and calls `onSuspect` when they look as if the carrier were down. A call that hangs is
 * noticed while it hangs: its own time-out would come too late for those who wait behind it.
 */
export function watchCalls(onSuspect: () => void, now: () => number = Date.now): CallWatch {
  let suspicion = NO_SUSPICION;
  let writes = NO_WRITE_SUSPICION;
  let lastFailed: FailedWrite | null = null;
  let answeredAt = 0;

  function note(sign: WatchedHealth) {
    const weighed = evaluateHealth(suspicion, sign, now());
    suspicion = weighed.suspicion;
    if (weighed.isSuspect) onSuspect();
  }

  function noteWrite({ sign, words, status }: CallEnd, { lastCallId = null, orderId = null }: NotedTrace) {
    const weighed = evaluateWrite(writes, sign, now());
    writes = weighed.suspicion;
    const before = writes.failing > 1 ? (lastFailed?.orderIds ?? []) : [];
    lastFailed = { words, status, callId: lastCallId, orderIds: new Set([...before, orderId]) };
    if (weighed.isSuspect) onSuspect();
  }

  return {
    answeredAt: () => answeredAt,
    failedWrite: () => (failsWrites(writes, now()) ? lastFailed : null),
    watchCall(trace, { isRead }) {
      // A probe's own outcome is judged by whoever asked for it.
      const isProbe = trace.isProbe ?? false;
      const leftAt = now();
      const timer = setTimeout(() => {
        // Others are being answered: this one call is slow.
        if (!isProbe && answeredAt < leftAt) note("stalled");
      }, STALLED_AFTER_MS);
      timer.unref();
      return (end: CallEnd | null) => {
        clearTimeout(timer);
        if (!end) return;
        const { sign } = end;
        // A probe's change that gets through shows what every other one shows; one that fails is judged by whoever tried it.
        if (!isRead && (!isProbe || sign !== "failing")) noteWrite(end, trace);
        if (!isProbe && (sign === "well" || sign === "limited")) answeredAt = now();
        if (!isProbe || sign === "well" || sign === "limited") note(sign);
      };
    },
  };
}
