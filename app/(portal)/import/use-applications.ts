"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { fetchResult } from "@/components/feedback/fetch-result";
import { QueryFailure } from "@/components/inventory/use-inventory-query";
import type { Application } from "@/lib/services/messages/list-applications";

/** The account's messaging applications, as its carrier lists them; `add` puts in one that was just made there. */
export function useApplications(accountId: string) {
  const queries = useQueryClient();
  const queryKey = ["applications", accountId];
  const query = useQuery<Application[], QueryFailure>({
    queryKey,
    staleTime: 60_000,
    retry: false,
    refetchOnWindowFocus: false,
    queryFn: async ({ signal }) => {
      const result = await fetchResult<Application[]>(`/api/numbers/applications/${accountId}`, { signal });
      if (!result.ok) throw new QueryFailure(result.error);
      return result.data;
    },
  });
  const add = (made: Application) =>
    queries.setQueryData<Application[]>(queryKey, (known = []) => [...known.filter(({ id }) => id !== made.id), made]);
  return { ...query, add };
}
