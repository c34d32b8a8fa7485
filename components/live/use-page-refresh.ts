"use client";

import { useRouter } from "next/navigation";
import { useEffect, useId, useTransition } from "react";

/** The components with a refresh that is not rendered yet. A page has one refresh at a time, for all its components. */
const refreshing = new Set<string>();
const listeners = new Set<() => void>();

export const isPageRefreshing = () => refreshing.size > 0;

export function onRefreshDone(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function finishRefresh(id: string): void {
  if (refreshing.delete(id)) for (const notify of listeners) notify();
}

/**
 * Refreshes the page. `isRefreshing` ends when the new data is rendered. During a refresh, further calls are ignored: a
 * second refresh would discard the first.
 */
export function usePageRefresh(): { refresh: () => void; isRefreshing: boolean } {
  const router = useRouter();
  const id = useId();
  const [isRefreshing, startTransition] = useTransition();
  useEffect(() => (isRefreshing ? () => finishRefresh(id) : undefined), [isRefreshing, id]);
  // A refresh of an unmounted page never finishes by itself.
  useEffect(() => () => finishRefresh(id), [id]);
  const refresh = () => {
    if (isPageRefreshing()) return;
    refreshing.add(id);
    startTransition(() => router.refresh());
  };
  return { refresh, isRefreshing };
}
