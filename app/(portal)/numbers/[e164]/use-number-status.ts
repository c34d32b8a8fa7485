"use client";

import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { useChangeNotice } from "@/components/live/use-change-notice";
import { isPageRefreshing, usePageRefresh } from "@/components/live/use-page-refresh";
import type { NumberStatus } from "@/lib/services/numbers/number-view";

const WATCHING_MS = 1_000;
const RESTING_MS = 15_000;

class StatusError extends Error {
  constructor(readonly isSignedOut: boolean) {
    super("no status");
  }
}

async function fetchStatus(number: string, signal: AbortSignal): Promise<NumberStatus> {
  const response = await fetch(`/api/numbers/${encodeURIComponent(number)}`, { signal, cache: "no-store" });
  if (!response.ok) throw new StatusError(response.status === 401);
  return (await response.json()) as NumberStatus;
}

/**
 * The number's state as the page was rendered. It is asked for after each change in the portal, and every second while an order is about to
 * change it; when it differs, the whole page is read again, so that all parts of it are of one moment.
 */
export function useNumberStatus(initial: NumberStatus) {
  const { refresh, isRefreshing } = usePageRefresh();
  const query = useQuery({
    queryKey: ["number", initial.number],
    queryFn: ({ signal }) => fetchStatus(initial.number, signal),
    initialData: initial,
    refetchInterval: ({ state }) => (isMoving(state.data ?? initial) ? WATCHING_MS : RESTING_MS),
    retry: false,
  });
  const { refetch } = query;
  useChangeNotice(WATCHING_MS, () => void refetch({ cancelRefetch: false }));
  const { version } = query.data;
  const asked = useRef(initial.version);
  useEffect(() => {
    if (isRefreshing || isPageRefreshing() || version === initial.version || version === asked.current) return;
    asked.current = version;
    refresh();
  });
  const fault = query.error instanceof StatusError ? query.error : query.error ? new StatusError(false) : null;
  return { status: initial, fault, refetch };
}

const isMoving = ({ pending }: NumberStatus) => pending.length > 0;
