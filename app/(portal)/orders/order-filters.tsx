import { DateFilter, FilterBar, type FilterChip, TextFilter } from "@/components/data-table/filter-bar";
import { FilterBuilder, type FilterField } from "@/components/data-table/filter-builder";
import { ATTENTION_LABELS, STATES, toOptions } from "@/lib/domain/labels";
import { ORDER_KINDS } from "@/lib/domain/order";

export function OrderFilters({
  carriers,
  accounts,
  people,
  chips,
}: {
  chips: readonly FilterChip[];
  carriers: readonly { id: string; label: string }[];
  accounts: readonly { id: string; label: string }[];
  people: readonly { id: string; name: string }[];
}) {
  const choose = (list: readonly { id: string; label: string }[]) =>
    list.map(({ id, label }) => ({ value: id, label }));
  const fields: FilterField[] = [
    { name: "attention", label: "Needs attention", options: toOptions(ATTENTION_LABELS) },
    { name: "status", label: "Status", options: toOptions(STATES.order) },
    { name: "kind", label: "Kind", options: toOptions(ORDER_KINDS) },
    { name: "carrier", label: "Carrier", options: choose(carriers) },
    ...(accounts.length > carriers.length ? [{ name: "account", label: "Account", options: choose(accounts) }] : []),
    { name: "person", label: "Placed by", options: people.map(({ id, name }) => ({ value: id, label: name })) },
  ];
  return (
    <FilterBar>
      <TextFilter
        name="number"
        label="Any number inside"
        placeholder="Any number inside"
        isMono
        className="w-full sm:w-48"
      />
      <TextFilter
        name="reference"
        label="The beginning of our reference, or the carrier's ID as a whole"
        placeholder="Reference or carrier's ID"
        className="w-full sm:w-56"
      />
      <DateFilter name="from" label="From" />
      <DateFilter name="to" label="to" />
      <FilterBuilder fields={fields} chips={chips} />
    </FilterBar>
  );
}
