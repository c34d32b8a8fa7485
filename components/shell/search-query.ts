"use client";

import { useEffect, useState } from "react";
import { z } from "zod/mini";
import type { SearchHit } from "@/lib/domain/search-hit";

const answer = z.object({
  hits: z.array(
    z.object({
      kind: z.enum(["number", "order", "campaign", "brand"]),
      href: z.string(),
      title: z.string(),
      note: z.string(),
    }),
  ),
});

/** Queries the portal. Throws on an unexpected response. */
export async function fetchHits(text: string, signal: AbortSignal): Promise<SearchHit[]> {
  const response = await fetch(`/api/search?${new URLSearchParams({ q: text })}`, { signal });
  if (!response.ok) throw new Error(`search responded ${response.status}`);
  return answer.parse(await response.json()).hits;
}

/** The value once it has not changed for `pause` milliseconds. */
export function useSettled(value: string, pause: number): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), pause);
    return () => clearTimeout(timer);
  }, [value, pause]);
  return settled;
}
