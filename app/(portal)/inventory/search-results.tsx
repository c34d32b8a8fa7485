"use client";

import { PackageSearch, Search } from "lucide-react";
import { useSearchParams } from "next/navigation";
import { useMemo } from "react";
import { SelectionProvider } from "@/components/data-table/selection";
import { EmptyState } from "@/components/feedback/empty-state";
import { ErrorState } from "@/components/feedback/error-state";
import { useInventoryQuery } from "@/components/inventory/use-inventory-query";
import { Spinner } from "@/components/ui/spinner";
import { RelativeTime } from "@/components/ui/time";
import { formatNoun } from "@/components/ui/format";
import type { InventorySearch } from "@/lib/domain/inventory-search";
import type { SearchResult } from "@/lib/services/inventory/search-inventory";
import { Alternatives } from "./alternatives";
import { PickTools } from "./pick-tools";
import { ResultTable, ResultTableSkeleton } from "./result-table";
import { OrderBar } from "./order-bar";
import { sortNumbers } from "./sort-numbers";

/** What the carrier answers to the search in the address. What was picked stays picked from one search to the next. */
export function SearchResults({
  search,
  carrierLabel,
  orderDenial,
}: {
  search: InventorySearch | null;
  carrierLabel: string;
  /** Why this person may not order, in words. */
  orderDenial: string | null;
}) {
  const sort = useSearchParams().get("sort");
  const { data, error, isPending, isFetching, refetch } = useInventoryQuery<SearchResult>("search", search, {
    isKept: true,
  });
  const rows = useMemo(() => sortNumbers(data?.numbers ?? [], sort), [data, sort]);
  const free = useMemo(() => rows.flatMap(({ number, held }) => (held === null ? [number] : [])), [rows]);
  if (!search)
    return (
      <EmptyState icon={Search} title="Say what you are looking for">
        Fill in an area code, a state or a rate center, and search. Under Coverage you see where there are numbers at
        all.
      </EmptyState>
    );
  const renderBody = () => {
    if (error)
      return (
        <ErrorState
          title={`${carrierLabel} could not be searched`}
          message={error.message}
          safe="Nothing was ordered or changed."
          reference={error.failure.ref}
          onRetry={() => void refetch()}
        />
      );
    if (isPending) return <ResultTableSkeleton />;
    if (rows.length === 0)
      return (
        <EmptyState icon={PackageSearch} title="No numbers match">
          {carrierLabel} has none on offer that fit all of this.
          <Alternatives search={search} />
        </EmptyState>
      );
    return <ResultTable rows={rows} isBusy={isFetching} />;
  };
  return (
    <SelectionProvider ids={free}>
      <section aria-label="Result of the search" className="flex min-w-0 flex-col gap-3">
        <div className="flex min-h-8 flex-wrap items-center gap-x-4 gap-y-2">
          <p aria-live="polite" className="flex items-center gap-2 text-sm text-muted">
            {isFetching ? (
              <>
                <Spinner /> Asking {carrierLabel}
              </>
            ) : (
              data &&
              !error && (
                <span>
                  <strong className="font-semibold text-ink tabular-nums">{formatNoun(rows.length, "number")}</strong>
                  {data.isFull && ", and there may be more"}, read <RelativeTime at={data.searchedAt} />
                </span>
              )
            )}
          </p>
          {!error && rows.length > 0 && <PickTools free={free} />}
        </div>
        {renderBody()}
        <OrderBar accountId={search.accountId} carrierLabel={carrierLabel} denial={orderDenial} />
      </section>
    </SelectionProvider>
  );
}
