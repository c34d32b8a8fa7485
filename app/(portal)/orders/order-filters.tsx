import { DateFilter, FilterBar, SelectFilter, TextFilter } from "@/components/data-table/filter-bar";
import { ORDER_KINDS, ORDER_STATUSES } from "@/lib/domain/order";
import { ATTENTIONS } from "@/lib/domain/order-query";
import { ATTENTION_LABELS } from "./describe-filters";
import { labelStatus } from "./order-words";

const KIND_OPTIONS = Object.entries(ORDER_KINDS).map(([value, { label }]) => ({ value, label }));
const STATUS_OPTIONS = ORDER_STATUSES.map((value) => ({ value, label: labelStatus(value) }));
const ATTENTION_OPTIONS = ATTENTIONS.map((value) => ({
  value,
  label: value === "any" ? "Needs attention" : ATTENTION_LABELS[value],
}));

export function OrderFilters({
  carriers,
  accounts,
  people,
}: {
  carriers: readonly { id: string; label: string }[];
  accounts: readonly { id: string; label: string }[];
  people: readonly { id: string; name: string }[];
}) {
  const toOptions = (list: readonly { id: string; label: string }[]) =>
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
      <SelectFilter name="attention" label="Attention or not" options={ATTENTION_OPTIONS} />
      <SelectFilter name="status" label="Any status" options={STATUS_OPTIONS} className="w-full sm:w-36" />
      <SelectFilter name="kind" label="Any kind" options={KIND_OPTIONS} className="w-full sm:w-36" />
      <SelectFilter name="carrier" label="Any carrier" options={toOptions(carriers)} className="w-full sm:w-36" />
      {accounts.length > carriers.length && (
        <SelectFilter name="account" label="Any account" options={toOptions(accounts)} className="w-full sm:w-48" />
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
