"use client";

import { useRouter } from "next/navigation";
import { useEffect, useId, useTransition } from "react";

/** The components with a refresh that is not rendered yet. A page has one refresh at a time, for all its components. */
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
 * Refreshes the page. `isRefreshing` ends when the new data is rendered. During a refresh, further calls are ignored: a
 * second refresh would discard the first.
 */
export function usePageRefresh(): { refresh: () => void; isRefreshing: boolean } {
  const router = useRouter();
  const id = useId();
  const [isRefreshing, startTransition] = useTransition();
  useEffect(() => (isRefreshing ? () => land(id) : undefined), [isRefreshing, id]);
  // A refresh of an unmounted page never finishes by itself.
  useEffect(() => () => land(id), [id]);
  const refresh = () => {
    if (isRefreshUnderWay()) return;
    underWay.add(id);
    startTransition(() => router.refresh());
  };
  return { refresh, isRefreshing };
}
