"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { completeBefore, mergeAnswers } from "@/lib/domain/lookup-filter";
import type { LookupNews, LookupPage } from "@/lib/domain/lookup-view";
import { fetchResult } from "../feedback/fetch-result";
import { useChangeNotice } from "../live/use-change-notice";

const EVERY_MS = { asking: 1_000, resting: 15_000 };

async function fetchOrThrow<T>(address: string, signal: AbortSignal): Promise<T> {
  const result = await fetchResult<T>(address, { signal, cache: "no-store" });
  if (!result.ok) throw new Error(result.error.message);
  return result.data;
}

export const isAsking = ({ head }: Pick<LookupPage, "head">) => head.rounds.some(({ state }) => state === "asking");

/**
 * The lookup as it is now: read whole once, then only what has changed, often while the carriers are asked. `since`: the round to compare
 * with.
 */
export function useLookup(given: LookupPage, since: number | undefined) {
  const [initial] = useState(() => completeBefore(given));
  const client = useQueryClient();
  const { id } = initial.head;
  const key = ["lookup", id, since ?? null] as const;
  const address = `/api/lookups/${id}`;
  const readAll = async (signal: AbortSignal) =>
    completeBefore(await fetchOrThrow<LookupPage>(since === undefined ? address : `${address}?since=${since}`, signal));
  const isInitial = since === undefined || initial.before?.n === since;
  const whole = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => readAll(signal),
    initialData: isInitial ? initial : undefined,
    placeholderData: initial,
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
  });
  const page = whole.data ?? initial;
  const news = useQuery({
    queryKey: [...key, "news"],
    queryFn: async ({ signal }) => {
      const { head, now } = await fetchOrThrow<LookupNews>(
        `${address}/news?${new URLSearchParams({ after: page.now.at })}`,
        signal,
      );
      // Another round: what is compared with has changed too.
      if (head.rounds.length !== page.head.rounds.length) client.setQueryData(key, await readAll(signal));
      else
        client.setQueryData<LookupPage>(
          key,
          (before) => before && { ...before, head, now: mergeAnswers(before.now, now) },
        );
      return head.id;
    },
    enabled: !whole.isPlaceholderData,
    refetchInterval: isAsking(page) ? EVERY_MS.asking : EVERY_MS.resting,
    refetchOnWindowFocus: true,
    retry: false,
  });
  useChangeNotice(EVERY_MS.asking, () => void news.refetch({ cancelRefetch: false }));
  return {
    page,
    isLost: news.isError || whole.isError,
    refresh: () => client.invalidateQueries({ queryKey: [...key, "news"] }),
  };
}
