"use client";

import { useSyncExternalStore } from "react";

// One clock for the whole page: a thousand times on screen share one timer.
const TICK = 10_000;
const listeners = new Set<() => void>();
let now = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    now = Date.now();
    for (const notify of listeners) notify();
  }, TICK);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

function readNow(): number {
  // Before the first tick, and after a pause without listeners, the cached time may be old.
  if (Math.abs(Date.now() - now) > TICK) now = Date.now();
  return now;
}

/** The current time in milliseconds, updated every ten seconds. */
export const useNow = () => useSyncExternalStore(subscribe, readNow, readNow);

const subscribeNever = () => () => undefined;

/** False on the server and in the first browser render: whatever depends on the reader's zone or device waits for it. */
export const useIsHydrated = () =>
  useSyncExternalStore(
    subscribeNever,
    () => true,
    () => false,
  );
