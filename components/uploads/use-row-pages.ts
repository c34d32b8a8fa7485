"use client";

import { keepPreviousData, useQueries, useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import type { Failure } from "@/lib/domain/result";
import type { TextSearch } from "@/lib/domain/uploads/upload-view";
import { fetchResult } from "../feedback/fetch-result";

/** Rows of one answer. */
const PAGE_ROWS = 100;

type RowPage<Row> = { rows: readonly Row[]; total: number; search?: TextSearch };

/** The server looks for a text for a short time at once; the next question goes on where it stopped. */
const SEARCH_ON_MS = 50;
const isSearching = ({ search }: { search?: TextSearch }) => search !== undefined && search.searched < search.rows;

class RowsFailure extends Error {
  constructor(readonly failure: Failure) {
    super(failure.message);
  }
}

const writePage = (source: string, page: number) =>
  `${source}${source.includes("?") ? "&" : "?"}from=${page * PAGE_ROWS}&most=${PAGE_ROWS}`;

async function fetchPage<Row>(source: string, page: number, signal: AbortSignal): Promise<RowPage<Row>> {
  const result = await fetchResult<RowPage<Row>>(writePage(source, page), { signal });
  if (!result.ok) throw new RowsFailure(result.error);
  return result.data;
}

/**
 * Rows by their place among the filtered ones, read a hundred at a time as they come into sight. `source`: the address that gives them,
 * with its filter. `first`, `last`: the places in sight.
 */
export function useRowPages<Row>({
  source,
  expected,
  first,
  last,
}: {
  source: string;
  /** How many rows there are, until the first answer says it. */
  expected: number;
  first: number;
  last: number;
}) {
  const client = useQueryClient();
  const pages = listPages(first, last);
  const options = (page: number) => ({
    queryKey: ["upload-rows", source, page],
    queryFn: ({ signal }: { signal: AbortSignal }) => fetchPage<Row>(source, page, signal),
    refetchInterval: ({ state: { data } }: { state: { data?: RowPage<Row> } }) =>
      data && isSearching(data) ? SEARCH_ON_MS : (false as const),
  });
  // The first page tells how many rows there are, also when others are in sight.
  const head = useQuery({ ...options(0), placeholderData: keepPreviousData });
  const seen = useQueries({ queries: pages.map(options) });
  const rowAt = (index: number): Row | null => {
    const at = pages.indexOf(Math.floor(index / PAGE_ROWS));
    const data = seen[at]?.data ?? (index < PAGE_ROWS ? head.data : undefined);
    return data?.rows[index % PAGE_ROWS] ?? null;
  };
  const failed = [head, ...seen].find(({ error }) => error !== null);
  const refresh = useCallback(() => client.invalidateQueries({ queryKey: ["upload-rows"] }), [client]);
  return {
    rowAt,
    /** The loaded rows in sight, with their places. */
    loaded: pages.flatMap((page, at) =>
      (seen[at]?.data?.rows ?? []).map((row, place) => ({ row, index: page * PAGE_ROWS + place })),
    ),
    total: head.data?.total ?? expected,
    search: head.data?.search ?? null,
    isFirst: head.isPending,
    failure: failed ? readFailure(failed.error) : null,
    retry: () => void failed?.refetch(),
    refresh,
  };
}

function listPages(first: number, last: number): number[] {
  const from = Math.floor(Math.max(0, first) / PAGE_ROWS);
  const to = Math.floor(Math.max(0, last) / PAGE_ROWS);
  return Array.from({ length: to - from + 1 }, (_, n) => from + n);
}

const readFailure = (error: Error | null): Failure =>
  error instanceof RowsFailure
    ? error.failure
    : { code: "INTERNAL", message: "The rows could not be read. Check your connection and try again." };
