"use client";

import { PackageSearch, Search } from "lucide-react";
import { useMemo } from "react";
import { SelectionProvider } from "@/components/data-table/selection";
import { useUrlState } from "@/components/data-table/use-url-state";
import { EmptyState } from "@/components/feedback/empty-state";
import { UnreadEntriesNote } from "@/components/feedback/unread-entries-note";
import { ErrorState } from "@/components/feedback/error-state";
import { useInventoryQuery } from "@/components/inventory/use-inventory-query";
import { Checkbox } from "@/components/ui/checkbox";
import { Spinner } from "@/components/ui/spinner";
import { RelativeTime } from "@/components/ui/time";
import { formatNoun } from "@/components/ui/format";
import type { InventorySearch } from "@/lib/domain/inventory-search";
import type { PhoneNumber } from "@/lib/domain/phone-number";
import type { SearchResult } from "@/lib/services/inventory/search-inventory";
import { AddAny } from "./add-any";
import { Alternatives } from "./alternatives";
import { groupNumbers } from "./group-numbers";
import { PickTools } from "./pick-tools";
import { ResultTable, ResultTableSkeleton } from "./result-table";
import { OrderBar } from "./order-bar";
import { sortNumbers } from "./sort-numbers";
import { useCart } from "./use-cart";

/** One set for all drawings, so that nothing that depends on it is computed again. */
const NONE: readonly PhoneNumber[] = [];

/** What the carrier answers to the search in the address. What was picked stays picked from one search to the next. */
export function SearchResults({
  accountId,
  search,
  carrierLabel,
  orderDenial,
}: {
  accountId: string;
  search: InventorySearch | null;
  carrierLabel: string;
  /** Why this person may not order. */
  orderDenial: string | null;
}) {
  const { params, change } = useUrlState();
  const sort = params.get("sort");
  const isGrouped = params.get("group") === "exchange";
  const cart = useCart(accountId);
  const inCart = useMemo(() => new Set(cart.data?.numbers ?? NONE), [cart.data]);
  const { data, error, isPending, isFetching, refetch } = useInventoryQuery<SearchResult>("search", search, {
    isKept: true,
  });
  const rows = useMemo(() => sortNumbers(data?.numbers ?? [], sort), [data, sort]);
  const entries = useMemo(() => groupNumbers(rows, isGrouped), [rows, isGrouped]);
  const free = useMemo(
    () =>
      entries.flatMap((entry) =>
        entry.kind === "row" && entry.row.held === null && !inCart.has(entry.row.number) ? [entry.row.number] : [],
      ),
    [entries, inCart],
  );
  if (!search)
    return (
      <EmptyState icon={Search} title="Say what you are looking for">
        Fill in an area code, a state or a rate center, and search. Under Coverage you see where there are numbers at
        all.
      </EmptyState>
    );
  const renderBody = () => {
    if (error?.failure.code === "INVALID_INPUT")
      return (
        <EmptyState icon={PackageSearch} title="Nothing can match this search">
          {error.message}
          <Alternatives search={search} />
        </EmptyState>
      );
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
    return <ResultTable entries={entries} inCart={inCart} isBusy={isFetching} />;
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
          {!error && rows.length > 0 && (
            <div className="ml-auto flex flex-wrap items-center gap-2">
              <Checkbox
                label="Group by NPA-NXX"
                checked={isGrouped}
                onChange={() => change({ group: isGrouped ? null : "exchange" }, { isReplacing: true })}
              />
              <PickTools free={free} />
              <AddAny search={search} denial={orderDenial} />
            </div>
          )}
        </div>
        {!error && <UnreadEntriesNote count={data?.oddCount ?? 0} carrierLabel={carrierLabel} />}
        {renderBody()}
        <OrderBar accountId={accountId} denial={orderDenial} />
      </section>
    </SelectionProvider>
  );
}
