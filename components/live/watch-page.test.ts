import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { watchPage, type Look } from "./watch-page";

const EVERY_MS = 1_000;

/** A page whose looks are answered by hand. */
function openPage({ isReady = true } = {}) {
  const asked: { signal: AbortSignal; answer: (found: Look) => void }[] = [];
  const found: Look[] = [];
  const listeners = new Set<() => void>();
  const page = {
    isReady,
    asked,
    found,
    listeners,
    answer: async (look: Look) => {
      asked.at(-1)?.answer(look);
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
    look: (signal) => new Promise((answer) => asked.push({ signal, answer })),
    onLook: (look) => found.push(look),
    isReady: () => page.isReady,
    onReadyChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
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

describe("looking at a page again", () => {
  it("waits its time after each answer, however late that comes", async () => {
    const page = openPage();
    await vi.advanceTimersByTimeAsync(EVERY_MS - 1);
    expect(page.asked).toHaveLength(0);
    await vi.advanceTimersByTimeAsync(1);
    expect(page.asked).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(60 * EVERY_MS);
    expect(page.asked).toHaveLength(1);
    await page.answer("same");
    await vi.advanceTimersByTimeAsync(EVERY_MS - 1);
    expect(page.asked).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(page.asked).toHaveLength(2);
  });

  it("asks nothing until what it found was rendered, however long that takes", async () => {
    const page = openPage();
    await vi.advanceTimersByTimeAsync(EVERY_MS);
    page.setReady(false);
    await page.answer("new");
    await vi.advanceTimersByTimeAsync(60 * EVERY_MS);
    expect(page.found).toEqual(["new"]);
    expect(page.asked).toHaveLength(1);
    page.setReady(true);
    expect(page.asked).toHaveLength(2);
  });

  it("goes on after no answer and after the sign-in has ended", async () => {
    const page = openPage();
    for (const look of ["disconnected", "signed-out", "same"] as const) {
      await vi.advanceTimersByTimeAsync(EVERY_MS);
      await page.answer(look);
    }
    expect(page.found).toEqual(["disconnected", "signed-out", "same"]);
  });

  it("asks nothing while nobody looks or a refresh is on its way, and at once when that is over", async () => {
    const page = openPage({ isReady: false });
    await vi.advanceTimersByTimeAsync(60 * EVERY_MS);
    expect(page.asked).toHaveLength(0);
    page.setReady(true);
    expect(page.asked).toHaveLength(1);
    // Merely coming back early changes nothing.
    await page.answer("same");
    page.setReady(false);
    page.setReady(true);
    expect(page.asked).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(EVERY_MS);
    expect(page.asked).toHaveLength(2);
  });

  it("is silent after its end, whatever is still on its way", async () => {
    const page = openPage();
    await vi.advanceTimersByTimeAsync(EVERY_MS);
    page.stop();
    expect(page.asked[0]?.signal.aborted).toBe(true);
    await page.answer("new");
    await vi.advanceTimersByTimeAsync(60 * EVERY_MS);
    expect(page.found).toEqual([]);
    expect(page.asked).toHaveLength(1);
    expect(page.listeners.size).toBe(0);
  });
});
