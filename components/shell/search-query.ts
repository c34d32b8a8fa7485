import { useEffect, useState } from "react";
import { z } from "zod/mini";
import { SEARCH_HIT_KINDS, type SearchAnswer, type SearchHit } from "@/lib/domain/search-hit";

const hit = z.object({
  kind: z.enum(SEARCH_HIT_KINDS),
  key: z.string(),
  href: z.string(),
  title: z.string(),
  state: z.nullable(z.object({ label: z.string(), tone: z.enum(["good", "pending", "bad", "unknown", "neutral"]) })),
  note: z.string(),
});
const answer = z.object({
  hits: z.array(hit),
  numbers: z.nullable(z.object({ count: z.number(), isExact: z.boolean() })),
  nearest: z.array(hit),
});
const recent = z.object({ hits: z.array(hit) });

export const NO_ANSWER: SearchAnswer = { hits: [], numbers: null, nearest: [] };

async function fetchJson(address: string, signal: AbortSignal): Promise<unknown> {
  const response = await fetch(address, { signal });
  if (!response.ok) throw new Error(`search responded ${response.status}`);
  return response.json();
}

/** Queries the portal. Throws on an unexpected response. */
export async function fetchHits(text: string, signal: AbortSignal): Promise<SearchAnswer> {
  if (text === "") return NO_ANSWER;
  return answer.parse(await fetchJson(`/api/search?${new URLSearchParams({ q: text.slice(0, 200) })}`, signal));
}

/** What the person opened last. */
export const fetchRecent = async (signal: AbortSignal): Promise<SearchHit[]> =>
  recent.parse(await fetchJson("/api/search/recent", signal)).hits;

/** The value once it has not changed for `pause` milliseconds. */
export function useSettled(value: string, pause: number): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), pause);
    return () => clearTimeout(timer);
  }, [value, pause]);
  return settled;
}
