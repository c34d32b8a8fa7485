"use client";

import { useSyncExternalStore } from "react";
import { keepFields } from "./kept-fields";

type Fetch = typeof fetch;

let isOutdated = false;
const listeners = new Set<() => void>();

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Whether the portal was updated since this tab loaded its scripts. */
export const useIsOutdated = () =>
  useSyncExternalStore(
    subscribe,
    () => isOutdated,
    () => false,
  );

/**
 * A `fetch` that notices responses from a newer release. Next.js then reloads the page on refresh; while someone is typing,
 * the page stays until that person reloads it. Typed fields are restored afterwards.
 */
export function watchRelease(fetchOnce: Fetch): Fetch {
  return async (input, init) => {
    const response = await fetchOnce(input, init);
    const sent = new Headers(init?.headers);
    const isAction = sent.has("next-action");
    if (!(isAction ? isUnknownAction(response) : isOtherRelease(sent, response))) return response;
    keepFields();
    isOutdated = true;
    for (const notify of listeners) notify();
    return !isAction && isPageInView(input) && isSomeoneTyping() ? new Promise<never>(() => undefined) : response;
  };
}

const isUnknownAction = (response: Response) => response.headers.get("x-nextjs-action-not-found") === "1";

function isOtherRelease(sent: Headers, response: Response): boolean {
  const own = sent.get("x-deployment-id");
  const theirs = response.headers.get("x-nextjs-deployment-id");
  return own !== null && theirs !== null && own !== theirs;
}

function isPageInView(input: Parameters<Fetch>[0]): boolean {
  const url = new URL(input instanceof Request ? input.url : input, window.location.href);
  url.searchParams.delete("_rsc");
  return url.pathname === window.location.pathname && url.search === window.location.search;
}

/** Whether the focus is in a field or dialog with unsent input. */
function isSomeoneTyping(): boolean {
  const field = document.activeElement;
  const place = field?.closest("[role=dialog], [role=alertdialog]") ?? field?.closest("form") ?? field;
  const isField = field?.matches("input, textarea, select, [role=dialog] *, [role=alertdialog] *") ?? false;
  return isField && !place?.querySelector("[aria-busy=true]");
}
