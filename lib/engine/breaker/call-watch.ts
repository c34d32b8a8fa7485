import "server-only";
import type { CallEnd, CarrierPorts } from "@/lib/carriers/registry";
import {
  evaluateHealth,
  evaluateWrite,
  failsWrites,
  NO_SUSPICION,
  NO_WRITE_SUSPICION,
  type WatchedHealth,
} from "@/lib/domain/carrier-breaker";

const STALLED_AFTER_MS = 3_500;

export type CallWatch = {
  watchCall: NonNullable<CarrierPorts["watchCall"]>;
  /** Epoch milliseconds of the last call of this process that the carrier answered properly; 0: none yet. */
  answeredAt(): number;
  /** The last of several failed writes in a row; null where the last ones did not fail. */
  failedWrite(): FailedWrite | null;
};
/** `orderIds`: the orders of the failed writes, null for a write of no order. */
export type FailedWrite = Pick<CallEnd, "message" | "status"> & {
  callId: string | null;
  orderIds: ReadonlySet<string | null>;
};

/**
 * Follows the calls of one account in this process, and calls `onSuspect` when the carrier seems to be down. A hanging call is noticed
 * while it hangs: its own timeout would come too late for the calls that wait behind it.
 */
export function watchCalls(onSuspect: () => void, now: () => number = Date.now): CallWatch {
  let suspicion = NO_SUSPICION;
  let writes = NO_WRITE_SUSPICION;
  let lastFailed: FailedWrite | null = null;
  let answeredAt = 0;

  function note(health: WatchedHealth) {
    const evaluated = evaluateHealth(suspicion, health, now());
    suspicion = evaluated.suspicion;
    if (evaluated.isSuspect) onSuspect();
  }

  function noteWrite({ health, message, status, callId }: CallEnd & { callId: string }, orderId: string | null) {
    const evaluated = evaluateWrite(writes, health, now());
    writes = evaluated.suspicion;
    const before = writes.failing > 1 ? (lastFailed?.orderIds ?? []) : [];
    lastFailed = { message, status, callId, orderIds: new Set([...before, orderId]) };
    if (evaluated.isSuspect) onSuspect();
  }

  return {
    answeredAt: () => answeredAt,
    failedWrite: () => (failsWrites(writes, now()) ? lastFailed : null),
    watchCall(trace, { isRead }) {
      // A probe's own outcome is evaluated by its caller.
      const isProbe = trace.isProbe ?? false;
      const leftAt = now();
      const timer = setTimeout(() => {
        // While others are answered, this one call is merely slow.
        if (!isProbe && answeredAt < leftAt) note("stalled");
      }, STALLED_AFTER_MS);
      timer.unref();
      return (end) => {
        clearTimeout(timer);
        if (!end) return;
        const { health } = end;
        // A probe write that succeeds counts like any other; one that fails is evaluated by its caller.
        if (!isRead && (!isProbe || health !== "failing")) noteWrite(end, trace.orderId ?? null);
        if (!isProbe && (health === "well" || health === "limited")) answeredAt = now();
        if (!isProbe || health === "well" || health === "limited") note(health);
      };
    },
  };
}
