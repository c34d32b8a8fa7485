import "server-only";
import type { CallEnd, CarrierPorts } from "@/lib/carriers/registry";
import { NO_SUSPICION, weighSign, type BreakerSign } from "@/lib/domain/carrier-breaker";

const STALLED_AFTER_MS = 3_500;

export type CallWatch = {
  watchCall: NonNullable<CarrierPorts["watchCall"]>;
  /** Epoch milliseconds of the last call that the carrier answered as it should, in this process; 0: none yet. */
  answeredAt(): number;
};

/**
 * Follows the calls of one account in this process, and calls `onSuspect` when they look as if the carrier were down. A call that hangs is
 * noticed while it hangs: its own time-out would come too late for those who wait behind it.
 */
export function watchCalls(onSuspect: () => void, now: () => number = Date.now): CallWatch {
  let suspicion = NO_SUSPICION;
  let answeredAt = 0;

  function note(sign: BreakerSign) {
    const weighed = weighSign(suspicion, sign, now());
    suspicion = weighed.suspicion;
    if (weighed.isSuspect) onSuspect();
  }

  return {
    answeredAt: () => answeredAt,
    watchCall(trace) {
      // A probe's own outcome is judged by whoever asked for it.
      const isProbe = trace.isProbe ?? false;
      const leftAt = now();
      const timer = setTimeout(() => {
        // Others are being answered: this one call is slow.
        if (!isProbe && answeredAt < leftAt) note("stalled");
      }, STALLED_AFTER_MS);
      timer.unref();
      return ({ sign }: CallEnd) => {
        clearTimeout(timer);
        if (!isProbe && (sign === "well" || sign === "limited")) answeredAt = now();
        if (!isProbe || sign === "well" || sign === "limited") note(sign);
      };
    },
  };
}
