"use client";

import { useSyncExternalStore } from "react";

type Fetch = typeof fetch;

/** Waits between tries, in ms; the last one repeats. */
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

/** Whether a page request is waiting for the connection. */
export const useIsConnectionLost = () =>
  useSyncExternalStore(
    subscribe,
    () => waiting > 0,
    () => false,
  );

/**
 * A `fetch` that retries page data until the portal responds. Otherwise Next.js does a full page load, and the browser
 * replaces the page with its offline error. Actions are never retried: they could run twice, or long after the click.
 */
export function retryPageData(fetchOnce: Fetch, pause: (ms: number) => Promise<void> = waitForConnection): Fetch {
  return async (input, init) => {
    if (!isForPage(init)) return fetchOnce(input, init);
    let isWaiting = false;
    try {
      for (let tries = 0; ; tries += 1)
        try {
          return await fetchOnce(input, init);
        } catch (error) {
          // A lost connection is a TypeError; an intended abort is a DOMException.
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

/** Next.js marks page requests with this header; a prefetch may fail. */
function isForPage(init: RequestInit | undefined): boolean {
  const headers = new Headers(init?.headers);
  return (init?.method ?? "GET") === "GET" && headers.has("rsc") && !headers.has("next-router-prefetch");
}

function waitForConnection(ms: number): Promise<void> {
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
