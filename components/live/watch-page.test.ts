import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ASK_ANYWAY_MS, watchPage, type CheckResult } from "./watch-page";

const EVERY_MS = 1_000;

/** A page whose checks the test answers. */
function openPage({ isReady = true, isStreaming = false } = {}) {
  const requests: { signal: AbortSignal; answer: (found: CheckResult) => void }[] = [];
  const found: CheckResult[] = [];
  const listeners = new Set<() => void>();
  const streamListeners = new Set<() => void>();
  let isReported = false;
  const tellStream = () => {
    isReported = true;
    for (const notify of streamListeners) notify();
  };
  const page = {
    isReady,
    isStreaming,
    tellStream,
    streamListeners,
    requests,
    found,
    listeners,
    answer: async (look: CheckResult) => {
      requests.at(-1)?.answer(look);
      await vi.advanceTimersByTimeAsync(0);
    },
    setReady: (value: boolean) => {
      page.isReady = value;
      for (const notify of listeners) notify();
    },
    stop: () => undefined as void,
  };
  page.stop = watchPage({
    everyMs: EVERY_MS,
    check: (signal) => {
      isReported = false;
      return new Promise((answer) => requests.push({ signal, answer }));
    },
    onCheck: (look) => found.push(look),
    isReady: () => page.isReady,
    onReadyChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    hasNews: () => !page.isStreaming || isReported,
    onNews: (listener) => {
      streamListeners.add(listener);
      return () => streamListeners.delete(listener);
    },
  });
  return page;
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe("checking a page for changes", () => {
  it("waits the full interval after each response, even a late one", async () => {
    const page = openPage();
    await vi.advanceTimersByTimeAsync(EVERY_MS - 1);
    expect(page.requests).toHaveLength(0);
    await vi.advanceTimersByTimeAsync(1);
    expect(page.requests).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(60 * EVERY_MS);
    expect(page.requests).toHaveLength(1);
    await page.answer("same");
    await vi.advanceTimersByTimeAsync(EVERY_MS - 1);
    expect(page.requests).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(page.requests).toHaveLength(2);
  });

  it("sends no request until the last result is rendered, however long that takes", async () => {
    const page = openPage();
    await vi.advanceTimersByTimeAsync(EVERY_MS);
    page.setReady(false);
    await page.answer("new");
    await vi.advanceTimersByTimeAsync(60 * EVERY_MS);
    expect(page.found).toEqual(["new"]);
    expect(page.requests).toHaveLength(1);
    page.setReady(true);
    expect(page.requests).toHaveLength(2);
  });

  it("continues without a response and after the session has ended", async () => {
    const page = openPage();
    for (const look of ["disconnected", "signed-out", "same"] as const) {
      await vi.advanceTimersByTimeAsync(EVERY_MS);
      await page.answer(look);
    }
    expect(page.found).toEqual(["disconnected", "signed-out", "same"]);
  });

  it("sends no request while the page is hidden or refreshing, and one right afterwards", async () => {
    const page = openPage({ isReady: false });
    await vi.advanceTimersByTimeAsync(60 * EVERY_MS);
    expect(page.requests).toHaveLength(0);
    page.setReady(true);
    expect(page.requests).toHaveLength(1);
    // Returning before the interval is over changes nothing.
    await page.answer("same");
    page.setReady(false);
    page.setReady(true);
    expect(page.requests).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(EVERY_MS);
    expect(page.requests).toHaveLength(2);
  });

  it("asks with an open stream only after a change, never sooner than the interval, and now and then all the same", async () => {
    const page = openPage({ isStreaming: true });
    await vi.advanceTimersByTimeAsync(5 * EVERY_MS);
    expect(page.requests).toHaveLength(0);
    page.tellStream();
    expect(page.requests).toHaveLength(1);
    // reported while the answer was on its way: the page may have missed it.
    page.tellStream();
    await page.answer("new");
    page.tellStream();
    await vi.advanceTimersByTimeAsync(EVERY_MS - 1);
    expect(page.requests).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(page.requests).toHaveLength(2);
    await page.answer("same");
    await vi.advanceTimersByTimeAsync(ASK_ANYWAY_MS - 1);
    expect(page.requests).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(1);
    expect(page.requests).toHaveLength(3);
    await page.answer("same");
    // It breaks: the page asks as if there were none.
    await vi.advanceTimersByTimeAsync(2 * EVERY_MS);
    page.isStreaming = false;
    page.tellStream();
    expect(page.requests).toHaveLength(4);
    page.stop();
    expect(page.streamListeners.size).toBe(0);
  });

  it("ignores pending responses after it was stopped", async () => {
    const page = openPage();
    await vi.advanceTimersByTimeAsync(EVERY_MS);
    page.stop();
    expect(page.requests[0]?.signal.aborted).toBe(true);
    await page.answer("new");
    await vi.advanceTimersByTimeAsync(60 * EVERY_MS);
    expect(page.found).toEqual([]);
    expect(page.requests).toHaveLength(1);
    expect(page.listeners.size).toBe(0);
  });
});
