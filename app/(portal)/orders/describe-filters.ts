import type { FilterChip } from "@/components/data-table/filter-bar";
import { listChips, writeFilters } from "@/components/data-table/filter-chips";
import { ATTENTION_LABELS, STATES } from "@/lib/domain/labels";
import { ORDER_KINDS } from "@/lib/domain/order";
import { formatNational, parsePhoneNumber } from "@/lib/domain/phone-number";
import type { OrderQuery } from "@/lib/domain/order-query";

type Facets = {
  carriers: readonly { id: string; label: string }[];
  accounts: readonly { id: string; label: string }[];
  people: readonly { id: string; name: string }[];
};
type FilterName = Exclude<keyof OrderQuery, "after" | "before">;

const LABELS = {
  carrier: "Carrier",
  account: "Account",
  kind: "Kind",
  status: "Status",
  person: "Placed by",
  from: "From",
  to: "To",
  reference: "Reference",
  number: "Number",
  attention: "Needs attention",
} as const satisfies Record<FilterName, string>;

function spell(name: FilterName, value: string, query: OrderQuery, { carriers, accounts, people }: Facets): string {
  switch (name) {
    case "carrier":
      return carriers.find(({ id }) => id === value)?.label ?? value;
    case "account":
      return accounts.find(({ id }) => id === value)?.label ?? value;
    case "person":
      return people.find(({ id }) => id === value)?.name ?? value;
    case "kind":
      return query.kind ? ORDER_KINDS[query.kind].label : value;
    case "status":
      return query.status ? STATES.order[query.status].label : value;
    case "attention":
      return query.attention === "any" ? "Any reason" : query.attention ? ATTENTION_LABELS[query.attention] : value;
    case "number": {
      const parsed = parsePhoneNumber(value);
      return parsed.ok ? formatNational(parsed.number) : value;
    }
    default:
      return value;
  }
}

export const describeOrderFilters = (query: OrderQuery, facets: Facets): FilterChip[] =>
  listChips(LABELS, query, (name, value) => spell(name, value, query, facets));

/** The export of exactly what the filters show, on all pages. */
export const toOrdersExport = (query: OrderQuery): string => `/api/orders/export?${writeFilters(LABELS, query)}`;
