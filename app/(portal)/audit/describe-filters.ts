import type { FilterChip } from "@/components/data-table/filter-bar";
import type { AuditFilter } from "@/lib/services/audit/list-audit";

const LABELS = {
  person: "Person",
  action: "Action",
  entity: "Record",
  id: "Record ID",
  from: "From",
  to: "To",
  q: "Text",
} as const satisfies Record<keyof AuditFilter, string>;

const NAMES = ["person", "action", "entity", "id", "from", "to", "q"] as const satisfies readonly (keyof AuditFilter)[];

/** The active filters, with labels. */
export function describeFilters(filter: AuditFilter, people: readonly { id: string; name: string }[]): FilterChip[] {
  return NAMES.flatMap((name) => {
    const value = filter[name];
    if (value === undefined) return [];
    const text = name === "person" ? (people.find(({ id }) => id === value)?.name ?? value) : value;
    return [{ name, label: LABELS[name], value: text }];
  });
}

/** The export of all pages of the filtered list. */
export function toExportHref(filter: AuditFilter): string {
  const params = new URLSearchParams();
  for (const name of NAMES) {
    const value = filter[name];
    if (value !== undefined) params.set(name, value);
  }
  return `/audit/export?${params}`;
}
