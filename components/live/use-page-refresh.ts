"use client";

import { useRouter } from "next/navigation";
import { useEffect, useId, useTransition } from "react";

/** Who has asked for the page and not seen it rendered yet. One page has one refresh at a time, whichever part asks for it. */
const underWay = new Set<string>();
const listeners = new Set<() => void>();

export const isRefreshUnderWay = () => underWay.size > 0;

export function onRefreshLanded(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function land(id: string): void {
  if (underWay.delete(id)) for (const notify of listeners) notify();
}

/**
 * Reads the page again. `isRefreshing` ends when the answer is rendered, not when it has come. While a refresh is on its way,
 * another one is not asked for: it would throw away the one that is about to land.
 */
export function usePageRefresh(): { refresh: () => void; isRefreshing: boolean } {
  const router = useRouter();
  const id = useId();
  const [isRefreshing, startTransition] = useTransition();
  useEffect(() => (isRefreshing ? () => land(id) : undefined), [isRefreshing, id]);
  // A page that is left while it is refreshed never lands.
  useEffect(() => () => land(id), [id]);
  const refresh = () => {
    if (isRefreshUnderWay()) return;
    underWay.add(id);
    startTransition(() => router.refresh());
  };
  return { refresh, isRefreshing };
}
