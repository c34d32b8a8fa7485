import { DateFilter, FilterBar, type FilterChip, SelectFilter } from "@/components/data-table/filter-bar";
import { formatCount } from "@/components/ui/format";
import { NO_CUSTOMER } from "@/lib/domain/customer";
import type { CustomerCount } from "@/lib/domain/customer-counts";
import { DRIFT_LABELS, type DriftFilter, LISTED_KINDS } from "@/lib/domain/drift";

type Accounts = readonly { id: string; label: string }[];
type Named = { accounts: Accounts; customers: readonly CustomerCount[] };

const nameCustomer = ({ customer }: CustomerCount) => customer?.name ?? "No customer";

export const DriftFilters = ({ accounts, customers, hasKinds = true }: Named & { hasKinds?: boolean }) => (
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
    {customers.length > 0 && (
      <SelectFilter
        name="customer"
        label="Any customer"
        className="w-full sm:w-56"
        options={customers.map((one) => ({
          value: one.customer?.id ?? NO_CUSTOMER,
          label: `${nameCustomer(one)} (${formatCount(one.count)})`,
        }))}
      />
    )}
    <DateFilter name="since" label="Since" />
  </FilterBar>
);

/** The filters in use, as the chips above the table show them. */
export const describeDriftFilters = (
  { kind, carrier, account, customer, since }: DriftFilter,
  { accounts, customers }: Named,
): FilterChip[] =>
  [
    kind && { name: "kind", label: "Change", value: DRIFT_LABELS[kind].label },
    carrier && { name: "carrier", label: "Carrier", value: carrier },
    account && {
      name: "account",
      label: "Account",
      value: accounts.find(({ id }) => id === account)?.label ?? "Unknown",
    },
    customer && { name: "customer", label: "Customer", value: findCustomerName(customers, customer) },
    since && { name: "since", label: "Seen since", value: since },
  ].filter((chip) => typeof chip === "object");

function findCustomerName(customers: readonly CustomerCount[], id: string): string {
  if (id === NO_CUSTOMER) return "No customer";
  return customers.find(({ customer }) => customer?.id === id)?.customer?.name ?? "One without a change in this list";
}
