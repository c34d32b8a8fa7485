"use client";

import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { usePathname } from "next/navigation";
import { useMemo } from "react";
import { countPasted, listPalette, type PaletteItem, readPaletteQuery } from "@/lib/domain/palette";
import type { Role } from "@/lib/domain/permissions";
import { useNumbersOnPage } from "../numbers/label-requests";
import { listDestinations } from "./destinations";
import { fetchHits, fetchRecent, NO_ANSWER, useSettled } from "./search-query";

const PAUSE_MS = 120;

/** The rows for what was typed, and whether they belong to it or to what was typed before. */
export function usePalette({
  text,
  pasted,
  role,
  isOpen,
}: {
  text: string;
  pasted: string | null;
  role: Role;
  isOpen: boolean;
}) {
  const client = useQueryClient();
  const pathname = usePathname();
  // A pasted list is looked up, not searched for.
  const wanted = pasted === null ? readPaletteQuery(text, role) : "";
  const settled = useSettled(wanted, PAUSE_MS);
  const query = useQuery({
    queryKey: ["search", settled],
    queryFn: ({ signal }) => fetchHits(settled, signal),
    enabled: settled !== "",
    placeholderData: keepPreviousData,
  });
  const recent = useQuery({
    queryKey: ["recent"],
    queryFn: ({ signal }) => fetchRecent(signal),
    enabled: isOpen,
    staleTime: 10_000,
  });
  const isCurrent = settled === wanted && !query.isPlaceholderData && !query.isLoading;
  const answer = wanted === "" ? NO_ANSWER : (query.data ?? NO_ANSWER);
  const destinations = useMemo(() => listDestinations(role), [role]);
  const numbers = useMemo(() => countPasted(pasted ?? text), [pasted, text]);
  const selection = useNumbersOnPage();
  const fixed = { text, numbers, pathname, selection, role, pages: destinations, recent: recent.data ?? [] };
  return {
    groups: listPalette({ ...fixed, answer }),
    answer,
    destinations,
    // A list can be taken at once.
    isCurrent: wanted === "" || isCurrent || numbers > 0,
    isFetching: query.isFetching,
    isError: query.isError,
    /** What Enter takes, once the portal has answered to exactly this text. */
    readFirst: async (): Promise<PaletteItem | null> => {
      const found = await client.fetchQuery({
        queryKey: ["search", wanted],
        queryFn: ({ signal }) => fetchHits(wanted, signal),
      });
      return listPalette({ ...fixed, answer: found })[0]?.items[0] ?? null;
    },
  };
}
