"use client";

import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useEffect, useRef } from "react";
import { sumOrder } from "@/lib/domain/order";
import type { OrderProgress } from "@/lib/domain/order-progress";

const WATCHING_MS = 1_000;
/** Nothing moves by itself: paused, or waiting for a person. */
const RESTING_MS = 5_000;
const REFRESH_MS = 2_500;
const SOON_MS = 200;

export class ProgressError extends Error {
  constructor(readonly isSignedOut: boolean) {
    super("no progress");
  }
}

async function fetchProgress(orderId: string, signal: AbortSignal): Promise<OrderProgress> {
  const response = await fetch(`/api/orders/${orderId}/progress`, { signal, cache: "no-store" });
  if (!response.ok) throw new ProgressError(response.status === 401);
  return (await response.json()) as OrderProgress;
}

function chooseInterval(progress: OrderProgress | undefined): number | false {
  if (!progress) return WATCHING_MS;
  const { pending, unknown } = sumOrder(progress.counts);
  if (pending + unknown === 0) return false;
  const isResting = progress.control === "paused" || (pending === 0 && progress.nextReadAt === null);
  return isResting ? RESTING_MS : WATCHING_MS;
}

/** What the rest of the page depends on: when it differs from what the server drew, the page is read anew. */
const fingerprint = ({ status, control, counts }: OrderProgress) => JSON.stringify([status, control, counts]);

/** The order's progress, asked every second while anything is open; keeps the last known figures when the portal does not answer. */
export function useOrderProgress(orderId: string, initial: OrderProgress) {
  const router = useRouter();
  const query = useQuery({
    queryKey: ["order-progress", orderId],
    queryFn: ({ signal }) => fetchProgress(orderId, signal),
    initialData: initial,
    initialDataUpdatedAt: () => Date.parse(initial.at),
    refetchInterval: ({ state }) => chooseInterval(state.data),
    retry: false,
  });
  const isNewer = Date.parse(initial.at) > Date.parse(query.data.at);
  const progress = isNewer ? initial : query.data;

  const refreshedAt = useRef(0);
  const [drawn, known] = [fingerprint(initial), fingerprint(progress)];
  const isSettled = progress.settledAt !== null;
  useEffect(() => {
    if (drawn === known) return;
    const wait = isSettled ? SOON_MS : Math.max(refreshedAt.current + REFRESH_MS - Date.now(), SOON_MS);
    const timer = setTimeout(() => {
      refreshedAt.current = Date.now();
      router.refresh();
    }, wait);
    return () => clearTimeout(timer);
  }, [drawn, known, isSettled, router]);

  const fault = query.error instanceof ProgressError ? query.error : query.error ? new ProgressError(false) : null;
  return { progress, isSettled, fault };
}
