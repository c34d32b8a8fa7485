"use client";

import { useSyncExternalStore } from "react";

type Fetch = typeof fetch;

/** Waits between tries, in milliseconds; the last one repeats. */
const WAITS = [500, 1_000, 2_000, 3_000];

let waiting = 0;
const listeners = new Set<() => void>();

function count(change: 1 | -1): void {
  waiting += change;
  for (const notify of listeners) notify();
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Whether a page, or news of one, waits for the line to come back. */
export const useLostLine = () =>
  useSyncExternalStore(
    subscribe,
    () => waiting > 0,
    () => false,
  );

/**
 * A `fetch` that asks for a page's data until the portal answers. Next takes a page whose data cannot be fetched for one to be
 * opened anew, and the browser then puts its own "no internet" in the place of what the person was looking at, at each
 * refresh that meets a lost line. Everything else fails as ever: an action sent long after its click would be a surprise, and
 * one sent again might be done twice.
 */
export function keepAsking(fetchOnce: Fetch, pause: (ms: number) => Promise<void> = waitForLine): Fetch {
  return async (input, init) => {
    if (!isForPage(init)) return fetchOnce(input, init);
    let isWaiting = false;
    try {
      for (let tries = 0; ; tries += 1)
        try {
          return await fetchOnce(input, init);
        } catch (error) {
          // What a browser says of a line that is lost; an end on purpose is a DOMException.
          if (!(error instanceof TypeError) || init?.signal?.aborted) throw error;
          if (!isWaiting) count(1);
          isWaiting = true;
          await pause(WAITS[Math.min(tries, WAITS.length - 1)] ?? 0);
        }
    } finally {
      if (isWaiting) count(-1);
    }
  };
}

/** Next's own mark of such a request; what it fetches ahead of a click may fail. */
function isForPage(init: RequestInit | undefined): boolean {
  const headers = new Headers(init?.headers);
  return (init?.method ?? "GET") === "GET" && headers.has("rsc") && !headers.has("next-router-prefetch");
}

function waitForLine(ms: number): Promise<void> {
  return new Promise((resolve) => {
    const goOn = () => {
      clearTimeout(timer);
      window.removeEventListener("online", goOn);
      resolve();
    };
    const timer = setTimeout(goOn, ms);
    window.addEventListener("online", goOn);
  });
}
