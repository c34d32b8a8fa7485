import { AsyncLocalStorage } from "node:async_hooks";
import type { CallEnd } from "./call-health";

/** On whose behalf a carrier call is made. It travels beside the call, so carriers need not pass it along. */
export type CallTrace = {
  orderId?: string;
  dispatchId?: string;
  actorId?: string;
  /** A person waits for it: it goes before the rest in the queue for a slot. */
  isUrgent?: boolean;
  /** Nobody waits for it: it leaves only where the allowance is not in use, and fails with `rate_limited` where it long is. */
  isSpare?: boolean;
  /** Epoch milliseconds. A write that has not left by then is not sent: its lease may have passed to another worker. */
  writeBefore?: number;
  /** It asks whether the carrier is well: it leaves even while the account is paused, once, and is not retried. */
  isProbe?: boolean;
  /** Milliseconds for one call, where less than the call's own time. */
  timeoutMs?: number;
};

/** How a traced run ended, its last call, and how many there were: `callId` and `end` are null where no call left. */
export type Traced<T> = { callId: string | null; end: CallEnd | null; calls: number } & (
  | { type: "returned"; value: T }
  | { type: "threw"; error: unknown }
);

type Store = { trace: CallTrace; callId: string | null; end: CallEnd | null; calls: number };
const storage = new AsyncLocalStorage<Store>();

const createStore = (trace: CallTrace): Store => ({ trace, callId: null, end: null, calls: 0 });

export const withTrace = <T>(trace: CallTrace, run: () => Promise<T>): Promise<T> =>
  storage.run(createStore(trace), run);

/** Like `withTrace`, and tells which call was the last one. Never rejects. */
export async function runTraced<T>(trace: CallTrace, run: () => Promise<T>): Promise<Traced<T>> {
  const store = createStore(trace);
  try {
    const value = await storage.run(store, run);
    return { type: "returned", value, callId: store.callId, end: store.end, calls: store.calls };
  } catch (error) {
    return { type: "threw", error, callId: store.callId, end: store.end, calls: store.calls };
  }
}

export const currentTrace = (): CallTrace => storage.getStore()?.trace ?? {};

/** For http.ts: a call of the current run has ended. */
export function noteCall(callId: string, end: CallEnd): void {
  const store = storage.getStore();
  if (store) Object.assign(store, { callId, end, calls: store.calls + 1 });
}
