"use client";

import { AccountAddress } from "@/components/accounts/account-address";
import { FilterBar, FilterChips, SelectFilter, TextFilter } from "@/components/data-table/filter-bar";
import { useUrlState } from "@/components/data-table/use-url-state";
import { Segmented } from "@/components/ui/segmented";
import type { CoverageLevel, CoverageQuery } from "@/lib/domain/coverage-query";
import { lataName, LATAS, type UsStateCode, US_STATES } from "@/lib/domain/geography";
import type { CapableAccount } from "@/lib/services/accounts/list-capable-accounts";

import { RateCenterFilter } from "./rate-center-filter";

const LEVELS: readonly { value: CoverageLevel; label: string }[] = [
  { value: "state", label: "State" },
  { value: "rateCenter", label: "Rate center" },
  { value: "npaNxx", label: "NPA-NXX" },
  { value: "block", label: "Block" },
];

export function CoverageFilters({
  accounts,
  accountId,
  query,
}: {
  accounts: readonly CapableAccount[];
  accountId: string;
  query: CoverageQuery;
}) {
  const { change } = useUrlState();
  const chips = [
    { name: "state", label: "State", value: query.state },
    { name: "npa", label: "Area code", value: query.npa },
    { name: "nxx", label: "Exchange", value: query.nxx },
    { name: "lata", label: "LATA", value: query.lata && `${query.lata} ${lataName(query.lata) ?? ""}`.trim() },
    { name: "rateCenter", label: "Rate center", value: query.rateCenter },
  ].flatMap(({ value, ...chip }) => (value ? [{ ...chip, value }] : []));
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-end gap-x-4 gap-y-3">
        <Segmented label="Count by" name="by" value={query.by} options={LEVELS} onChange={(by) => change({ by })} />
        <AccountAddress accounts={accounts} accountId={accountId} />
        <FilterBar>
          <SelectFilter
            name="state"
            label="State"
            options={US_STATES.map(({ code, name }) => ({ value: code, label: `${name} (${code})` }))}
          />
          <TextFilter name="npa" label="Area code" isMono className="w-32" />
          <RateCenterFilter accountId={accountId} query={query} />
          <SelectFilter
            name="lata"
            label="LATA"
            className="w-full sm:w-52"
            options={LATAS.filter(({ states }) => !query.state || states.includes(query.state as UsStateCode)).map(
              ({ lata, name }) => ({ value: lata, label: `${lata} ${name}` }),
            )}
          />
        </FilterBar>
      </div>
      <FilterChips key={accountId} chips={chips} />
    </div>
  );
}
