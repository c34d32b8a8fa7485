/** The result of one check: unchanged, changed, signed out, or no response. */
export type CheckResult = "same" | "new" | "signed-out" | "disconnected";

type Watch = {
  everyMs: number;
  /** Checks once. Never rejects; results of aborted checks are ignored. */
  check: (signal: AbortSignal) => Promise<CheckResult>;
  onCheck: (found: CheckResult) => void;
  /** Whether to check now: the page is visible and not refreshing. */
  isReady: () => boolean;
  /** Calls back when that may have changed; returns a function that stops it. */
  onReadyChange: (listener: () => void) => () => void;
};

/**
 * Checks repeatedly, each time `everyMs` after the last check ended. While a result is fetched and rendered, `isReady` is
 * false and no check is made. Returns a function that stops it.
 */
export function watchPage({ everyMs, check, onCheck, isReady, onReadyChange }: Watch): () => void {
  const abort = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isDue = false;
  const stop = () => {
    abort.abort();
    clearTimeout(timer);
    stopListening();
  };
  const schedule = () => {
    timer = setTimeout(() => {
      isDue = true;
      start();
    }, everyMs);
  };
  const start = () => {
    if (!isDue || !isReady() || abort.signal.aborted) return;
    isDue = false;
    void ask();
  };
  const ask = async () => {
    const found = await check(abort.signal);
    if (abort.signal.aborted) return;
    schedule();
    onCheck(found);
  };
  const stopListening = onReadyChange(start);
  schedule();
  return stop;
}
