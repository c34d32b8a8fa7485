import { AsyncLocalStorage } from "node:async_hooks";
import type { CallEnd } from "./call-sign";

/** On whose behalf a carrier call is made. It travels beside the call, so that no carrier has to hand it through. */
export type CallTrace = {
  orderId?: string;
  dispatchId?: string;
  actorId?: string;
  /** A person waits for it: it goes before the rest in the queue for a slot. */
  isUrgent?: boolean;
  /** Epoch milliseconds. A write that has not left by then stays here: its lease may already be somebody else's. */
  writeBefore?: number;
  /** It asks whether the carrier is well: it leaves also while the account is held back, once, and tries no second time. */
  isProbe?: boolean;
  /** Milliseconds for one call, where less than the call's own time. */
  timeoutMs?: number;
  /** Filled by http.ts: the id of the last call made. */
  lastCallId?: string;
  /** Filled by http.ts: what the last call said of the carrier's health. */
  lastEnd?: CallEnd;
};

const storage = new AsyncLocalStorage<CallTrace>();

export const withTrace = <T>(trace: CallTrace, run: () => Promise<T>): Promise<T> => storage.run(trace, run);
export const currentTrace = (): CallTrace => storage.getStore() ?? {};
