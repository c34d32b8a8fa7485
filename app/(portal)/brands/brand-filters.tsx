import { FilterBar, type FilterChip, SelectFilter, TextFilter } from "@/components/data-table/filter-bar";
import type { BrandQuery } from "@/lib/domain/campaign";
import { STATES, toOptions } from "@/lib/domain/labels";

export const BrandFilters = () => (
  <FilterBar>
    <TextFilter
      name="q"
      label="Start of a brand ID, or part of its name"
      placeholder="Brand ID or name"
      className="w-full sm:w-72"
    />
    <SelectFilter name="state" label="Any registration" options={toOptions(STATES.entry)} />
  </FilterBar>
);

/** The filters in use, as the chips above the table show them. */
export const describeBrandFilters = ({ q, state }: BrandQuery): FilterChip[] =>
  [
    q && { name: "q", label: "Search", value: q },
    state && { name: "state", label: "Registration", value: STATES.entry[state].label },
  ].filter((chip) => typeof chip === "object");
