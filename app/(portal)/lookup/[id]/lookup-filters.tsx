"use client";

import { Search, X } from "lucide-react";
import type { UrlChanges } from "@/components/data-table/use-url-state";
import { Button } from "@/components/ui/button";
import { formatCount, formatInstant, formatNoun } from "@/components/ui/format";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { useShownZone } from "@/components/ui/time-zone";
import type { LookupPage, LookupQuery } from "@/lib/domain/lookup-view";

/** Which rows are shown, what changes are counted from, and a search in the rows. */
export function LookupFilters({
  page,
  query,
  shown,
  total,
  onChange,
}: {
  page: LookupPage;
  query: LookupQuery;
  shown: number;
  total: number;
  onChange: (changes: UrlChanges) => void;
}) {
  const timeZone = useShownZone();
  const over = page.head.rounds.filter(({ state }) => state !== "asking");
  const { show, cause, carrier, changed, customer, tag, q } = query;
  const isFiltered = [show, cause, carrier, changed, customer, tag, q].some((one) => one !== undefined);
  return (
    <div role="search" className="flex flex-wrap items-center gap-2">
      <p aria-live="polite" className="text-sm text-muted tabular-nums">
        {shown === total ? formatNoun(total, "row") : `${formatCount(shown)} of ${formatNoun(total, "row")}`}
      </p>
      {isFiltered && (
        <Button
          size="sm"
          variant="ghost"
          icon={<X aria-hidden />}
          onClick={() =>
            onChange({ show: null, cause: null, carrier: null, changed: null, customer: null, tag: null, q: null })
          }
        >
          Show all rows
        </Button>
      )}
      <div className="ml-auto flex flex-wrap items-center gap-2 max-sm:w-full">
        {over.length > 0 && (
          <label className="flex items-center gap-1.5 text-xs text-muted">
            Changes since
            <Select
              className="w-56"
              value={String(page.before?.n ?? "")}
              options={over.map(({ n, startedAt, endedAt }) => ({
                value: String(n),
                label: `${n === 1 ? "First answer" : `Answer ${n}`}, ${formatInstant(Date.parse(endedAt ?? startedAt), timeZone)}`,
              }))}
              onChange={(event) => onChange({ since: event.target.value })}
            />
          </label>
        )}
        <Input
          type="search"
          aria-label="Find in these rows"
          placeholder="Find in these rows"
          leading={<Search aria-hidden />}
          className="w-full sm:w-48"
          value={query.q ?? ""}
          onChange={(event) => {
            const url = new URL(window.location.href);
            if (event.target.value === "") url.searchParams.delete("q");
            else url.searchParams.set("q", event.target.value.slice(0, 60));
            window.history.replaceState(null, "", url);
          }}
        />
      </div>
    </div>
  );
}
