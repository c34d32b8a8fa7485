import { DateFilter, FilterBar, SelectFilter, TextFilter } from "@/components/data-table/filter-bar";
import { ATTENTION_LABELS, STATES, toOptions } from "@/lib/domain/labels";
import { ORDER_KINDS } from "@/lib/domain/order";

export function OrderFilters({
  carriers,
  accounts,
  people,
}: {
  carriers: readonly { id: string; label: string }[];
  accounts: readonly { id: string; label: string }[];
  people: readonly { id: string; name: string }[];
}) {
  const choose = (list: readonly { id: string; label: string }[]) =>
    list.map(({ id, label }) => ({ value: id, label }));
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
        label="The beginning of our reference, or the carrier's id as a whole"
        placeholder="Reference or carrier's id"
        className="w-full sm:w-52"
      />
      <SelectFilter name="attention" label="Attention or not" options={toOptions(ATTENTION_LABELS)} />
      <SelectFilter name="status" label="Any status" options={toOptions(STATES.order)} className="w-full sm:w-36" />
      <SelectFilter name="kind" label="Any kind" options={toOptions(ORDER_KINDS)} className="w-full sm:w-36" />
      <SelectFilter name="carrier" label="Any carrier" options={choose(carriers)} className="w-full sm:w-36" />
      {accounts.length > carriers.length && (
        <SelectFilter name="account" label="Any account" options={choose(accounts)} className="w-full sm:w-48" />
      )}
      <SelectFilter
        name="person"
        label="Anyone"
        options={people.map(({ id, name }) => ({ value: id, label: name }))}
        className="w-full sm:w-36"
      />
      <DateFilter name="from" label="From" />
      <DateFilter name="to" label="to" />
    </FilterBar>
  );
}
