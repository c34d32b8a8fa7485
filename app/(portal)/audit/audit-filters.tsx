import { labelAuditAction } from "@/lib/domain/audit-labels";
import { DateFilter, FilterBar, SelectFilter, TextFilter } from "@/components/data-table/filter-bar";

export function AuditFilters({
  actions,
  entities,
  people,
}: {
  actions: readonly string[];
  entities: readonly string[];
  people: readonly { id: string; name: string }[];
}) {
  const toOptions = (values: readonly string[]) => values.map((value) => ({ value, label: value }));
  return (
    <FilterBar>
      <TextFilter name="q" label="Search the audit log" placeholder="Text, reason, record ID" />
      <SelectFilter
        name="person"
        label="Any person"
        options={people.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <SelectFilter
        name="action"
        label="Any action"
        options={actions.map((value) => ({ value, label: labelAuditAction(value) }))}
        className="w-full sm:w-52"
      />
      <SelectFilter name="entity" label="Any record" options={toOptions(entities)} />
      <DateFilter name="from" label="From" />
      <DateFilter name="to" label="To" />
    </FilterBar>
  );
}
