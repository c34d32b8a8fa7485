/** The result of one check: unchanged, changed, signed out, or no response. */
export type CheckResult = "same" | "new" | "signed-out" | "disconnected";

/** Though a stream tells of changes: what it cannot know of (the age of what is shown), and what it lost. */
export const ASK_ANYWAY_MS = 15_000;

type Watch = {
  everyMs: number;
  /** Checks once. Never rejects; results of aborted checks are ignored. */
  check: (signal: AbortSignal) => Promise<CheckResult>;
  onCheck: (found: CheckResult) => void;
  /** Whether to check now: the page is visible and not refreshing. */
  isReady: () => boolean;
  /** Calls back when that may have changed; returns a function that stops it. */
  onReadyChange: (listener: () => void) => () => void;
  /** Whether there may be something new since the last check; false only while a stream is open that would tell. */
  hasNews: () => boolean;
  /** Calls back when that may have changed; returns a function that stops it. */
  onNews: (listener: () => void) => () => void;
};

/**
 * Checks repeatedly: at the earliest `everyMs` after the last check ended, and with an open stream only after a change. While a result is
 * fetched and rendered, `isReady` is false and no check is made. Returns a function that stops it.
 */
export function watchPage(watch: Watch): () => void {
  const { everyMs, check, onCheck, isReady, onReadyChange, hasNews, onNews } = watch;
  const abort = new AbortController();
  const timers: ReturnType<typeof setTimeout>[] = [];
  let isDue = false;
  let isOverdue = false;
  const clearTimers = () => timers.splice(0).forEach(clearTimeout);
  const schedule = () => {
    const due = () => {
      isDue = true;
      start();
    };
    const overdue = () => {
      isOverdue = true;
      start();
    };
    timers.push(setTimeout(due, everyMs), setTimeout(overdue, Math.max(everyMs, ASK_ANYWAY_MS)));
  };
  const start = () => {
    if (!isDue || !isReady() || abort.signal.aborted) return;
    if (!hasNews() && !isOverdue) return;
    isDue = false;
    isOverdue = false;
    clearTimers();
    void ask();
  };
  const ask = async () => {
    const found = await check(abort.signal);
    if (abort.signal.aborted) return;
    schedule();
    onCheck(found);
  };
  const stops = [onReadyChange(start), onNews(start)];
  schedule();
  return () => {
    abort.abort();
    clearTimers();
    for (const stop of stops) stop();
  };
}
