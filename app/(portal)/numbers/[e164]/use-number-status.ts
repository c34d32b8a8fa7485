"use client";

import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useEffect } from "react";
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
 * The number's state, asked every second while an order is about to change it; the last known one stays while the portal does not
 * answer. When it differs from what the server drew, the rest of the page is read anew.
 */
export function useNumberStatus(initial: NumberStatus) {
  const router = useRouter();
  const query = useQuery({
    queryKey: ["number", initial.number],
    queryFn: ({ signal }) => fetchStatus(initial.number, signal),
    initialData: initial,
    refetchInterval: ({ state }) => (isMoving(state.data ?? initial) ? WATCHING_MS : RESTING_MS),
    retry: false,
  });
  const isChanged = query.data.version !== initial.version;
  useEffect(() => {
    if (isChanged) router.refresh();
  }, [isChanged, query.data.version, router]);
  const fault = query.error instanceof StatusError ? query.error : query.error ? new StatusError(false) : null;
  return { status: query.data, fault, refetch: query.refetch };
}

const isMoving = ({ pending }: NumberStatus) => pending.length > 0;
