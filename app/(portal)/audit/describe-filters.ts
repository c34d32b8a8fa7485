import type { FilterChip } from "@/components/data-table/filter-bar";
import { listChips, writeFilters } from "@/components/data-table/filter-chips";
import { labelAuditAction } from "@/lib/domain/audit-labels";
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

export const describeFilters = (filter: AuditFilter, people: readonly { id: string; name: string }[]): FilterChip[] =>
  listChips(LABELS, filter, (name, value) => {
    if (name === "action") return labelAuditAction(value);
    return name === "person" ? (people.find(({ id }) => id === value)?.name ?? value) : value;
  });

/** The export of exactly what the filters show, on all pages. */
export const toExportHref = (filter: AuditFilter): string => `/audit/export?${writeFilters(LABELS, filter)}`;
