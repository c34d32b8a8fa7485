"use client";

import { useInventoryQuery } from "@/components/inventory/use-inventory-query";
import { formatCount, formatNoun } from "@/components/ui/format";
import type { InventorySearch } from "@/lib/domain/inventory-search";
import type { SearchResult } from "@/lib/services/inventory/search-inventory";

/** The page's answer: what the carrier has on offer for the search in the address. */
export function SearchAnswer({ search, carrierLabel }: { search: InventorySearch | null; carrierLabel: string }) {
  const { data, error, isPending, isPlaceholderData } = useInventoryQuery<SearchResult>("search", search, {
    isKept: true,
  });
  if (!search) return `Search what ${carrierLabel} has on offer`;
  if (error?.failure.code === "INVALID_INPUT") return "Nothing can match this search";
  if (error) return <span className="text-bad">{carrierLabel} could not be searched</span>;
  if (isPending || isPlaceholderData) return `Asking ${carrierLabel}`;
  const found = data.numbers.length;
  const free = data.numbers.filter(({ held }) => held === null).length;
  if (found === 0) return `${carrierLabel} has no number that matches`;
  return `${formatNoun(found, "number")}${data.isFull ? " or more" : ""} on offer${free < found ? `, ${formatCount(found - free)} already with us` : ""}`;
}
