"use client";

import { keepPreviousData, useQuery, type UseQueryResult } from "@tanstack/react-query";
import type { Failure } from "@/lib/domain/result";
import { fetchResult } from "../feedback/fetch-result";

/** A `Failure` as something that can be thrown, for TanStack Query. */
export class QueryFailure extends Error {
  override name = "QueryFailure";
  constructor(readonly failure: Failure) {
    super(failure.message);
  }
}

type Params = Readonly<Record<string, string | number | undefined>>;

/** Asks one of the inventory's route handlers; null asks nothing. An error is a `QueryFailure`, never an empty answer. */
export function useInventoryQuery<T>(
  path: string,
  params: Params | null,
  { isKept = false, staleTime = 60_000 }: { isKept?: boolean; staleTime?: number } = {},
): UseQueryResult<T, QueryFailure> {
  const entries = Object.entries(params ?? {}).flatMap(([name, value]) =>
    value === undefined || value === "" ? [] : [[name, String(value)]],
  );
  const query = new URLSearchParams(entries).toString();
  return useQuery<T, QueryFailure>({
    queryKey: ["inventory", path, query],
    enabled: params !== null,
    staleTime,
    retry: false,
    refetchOnWindowFocus: false,
    placeholderData: isKept ? keepPreviousData : undefined,
    queryFn: async ({ signal }) => {
      const result = await fetchResult<T>(`/inventory/${path}?${query}`, { signal });
      if (!result.ok) throw new QueryFailure(result.error);
      return result.data;
    },
  });
}
