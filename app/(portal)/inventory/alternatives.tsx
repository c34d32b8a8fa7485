"use client";

import { useUrlState } from "@/components/data-table/use-url-state";
import { useInventoryQuery } from "@/components/inventory/use-inventory-query";
import { ButtonLink } from "@/components/ui/button";
import { formatCount } from "@/components/ui/format";
import { Spinner } from "@/components/ui/spinner";
import type { InventorySearch, SearchAlternative } from "@/lib/domain/inventory-search";

/** Searches near to one without results, out of the carrier's coverage. */
export function Alternatives({ search }: { search: InventorySearch }) {
  const { hrefFor } = useUrlState();
  const { data, error, isPending } = useInventoryQuery<SearchAlternative[]>("alternatives", search, {
    staleTime: 600_000,
  });
  if (isPending)
    return (
      <p className="mt-3 flex items-center justify-center gap-2">
        <Spinner /> Looking for what is near
      </p>
    );
  if (error) return <p className="mt-3">What is near could not be read: {error.message}</p>;
  if (data.length === 0) return <p className="mt-3">Nothing near is on offer either. Give up one of the conditions.</p>;
  return (
    <>
      <p className="mt-3">Near to it there are:</p>
      <ul className="mt-2 flex flex-wrap justify-center gap-2">
        {data.map(({ label, count, changes }) => (
          <li key={label}>
            <ButtonLink size="sm" scroll={false} href={hrefFor(changes)}>
              {label} <span className="text-muted tabular-nums">{formatCount(count)}</span>
            </ButtonLink>
          </li>
        ))}
      </ul>
    </>
  );
}
