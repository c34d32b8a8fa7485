import { DateFilter, FilterBar, type FilterChip, SelectFilter } from "@/components/data-table/filter-bar";
import { DRIFT_LABELS, type DriftFilter, LISTED_KINDS } from "@/lib/domain/drift";

type Accounts = readonly { id: string; label: string }[];

export const DriftFilters = ({ accounts, hasKinds = true }: { accounts: Accounts; hasKinds?: boolean }) => (
  <FilterBar>
    {hasKinds && (
      <SelectFilter
        name="kind"
        label="Any change"
        options={LISTED_KINDS.map((kind) => ({ value: kind, label: DRIFT_LABELS[kind].label }))}
      />
    )}
    <SelectFilter
      name="account"
      label="Any account"
      options={accounts.map(({ id, label }) => ({ value: id, label }))}
    />
    <DateFilter name="since" label="Since" />
  </FilterBar>
);

/** The filters in use, as the chips above the table show them. */
export const describeDriftFilters = (
  { kind, carrier, account, since }: DriftFilter,
  accounts: Accounts,
): FilterChip[] =>
  [
    kind && { name: "kind", label: "Change", value: DRIFT_LABELS[kind].label },
    carrier && { name: "carrier", label: "Carrier", value: carrier },
    account && {
      name: "account",
      label: "Account",
      value: accounts.find(({ id }) => id === account)?.label ?? "Unknown",
    },
    since && { name: "since", label: "Seen since", value: since },
  ].filter((chip) => typeof chip === "object");
