import type { FilterChip } from "@/components/data-table/filter-bar";
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
const NAMES = Object.keys(LABELS) as FilterName[];

function spell(name: FilterName, query: OrderQuery, { carriers, accounts, people }: Facets): string {
  const value = query[name] ?? "";
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

/** The filters in use, as the chips above the table show them. */
export const describeOrderFilters = (query: OrderQuery, facets: Facets): FilterChip[] =>
  NAMES.filter((name) => query[name] !== undefined).map((name) => ({
    name,
    label: LABELS[name],
    value: spell(name, query, facets),
  }));

/** The export of exactly what the filters show, on all pages. */
export function toOrdersExport(query: OrderQuery): string {
  const params = new URLSearchParams();
  for (const name of NAMES) {
    const value = query[name];
    if (value !== undefined) params.set(name, value);
  }
  return `/api/orders/export?${params}`;
}
