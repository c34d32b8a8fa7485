import type { FilterChip } from "@/components/data-table/filter-bar";
import { listChips, writeFilters } from "@/components/data-table/filter-chips";
import { lataName, US_STATES } from "@/lib/domain/geography";
import { formatNational, phoneNumber } from "@/lib/domain/phone-number";
import { NUMBER_VIEW_LABELS } from "@/lib/domain/number-list-view";
import { labelInbound, STANDING_LABELS, STATES } from "@/lib/domain/labels";
import type { LabelFilters } from "@/lib/services/customers/describe-label-filter";
import { readNumberSearch, type NumberFilter, type NumberQuery } from "@/lib/services/numbers/number-query";

type Choice = { id: string; label: string };
type FilterName = keyof NumberFilter;

const LABELS = {
  q: "Number",
  carrier: "Carrier",
  sms: "SMS",
  import: "Import",
  registration: "Registration",
  ownership: "Ownership",
  campaign: "Campaign",
  customer: "Customer",
  tag: "Tag",
  state: "State",
  npa: "Area code",
  rateCenter: "Rate center",
  lata: "LATA",
  tollFree: "Toll-free",
  inbound: "Inbound",
  known: "Shown",
  doubleClaim: "Double claim",
  view: "View",
} as const satisfies Record<FilterName, string>;

function spellSearch(typed: string): string {
  const search = readNumberSearch(typed);
  if (search.by === "exact") {
    const parsed = phoneNumber.safeParse(`+1${search.digits}`);
    return parsed.success ? formatNational(parsed.data) : search.digits;
  }
  if (search.by === "prefix") return `begins with ${search.digits}`;
  return search.by === "digits" ? `contains ${search.digits}` : typed;
}

type Named = { carriers: readonly Choice[]; silentDays: number; labels: LabelFilters };

function spell(name: FilterName, value: string, filter: NumberFilter, { carriers, silentDays, labels }: Named): string {
  switch (name) {
    case "customer":
    case "tag":
      return labels[name]?.name ?? value;
    case "q":
      return spellSearch(value);
    case "carrier":
      return carriers.find(({ id }) => id === value)?.label ?? value;
    case "sms":
      return filter.sms ? STATES.sms[filter.sms].label : value;
    case "import":
      return filter.import ? STATES.import[filter.import].label : value;
    case "registration":
      return filter.registration ? STATES.registration[filter.registration].label : value;
    case "ownership":
      return filter.ownership ? STATES.ownership[filter.ownership].label : value;
    case "state":
      return US_STATES.find(({ code }) => code === value)?.name ?? value;
    case "lata":
      return [value, lataName(value)].filter(Boolean).join(" ");
    case "inbound":
      return filter.inbound ? labelInbound(silentDays)[filter.inbound] : value;
    case "known":
      return filter.known ? STANDING_LABELS[filter.known] : value;
    case "view":
      return filter.view ? NUMBER_VIEW_LABELS[filter.view].label : value;
    case "doubleClaim":
      return "through two carriers at once";
    default:
      return value;
  }
}

export const describeNumberFilters = (filter: NumberFilter, named: Named): FilterChip[] =>
  listChips(LABELS, filter, (name, value) => spell(name, value, filter, named));

/** Where the filter names a customer or a tag that there is not: those that were probably meant, as lists of their own. */
export const listNearest = (query: NumberQuery, { customer, tag }: LabelFilters): NearestList[] => [
  ...(customer?.nearest ?? []).map(({ id, name }) => ({
    label: name,
    href: toNumbersList({ ...query, customer: id }),
  })),
  ...(tag?.nearest ?? []).map(({ id, name }) => ({ label: name, href: toNumbersList({ ...query, tag: id }) })),
];
export type NearestList = { label: string; href: string };

/** The export of exactly what the filters show, on all pages, in the same order. */
export const toNumbersExport = (query: NumberQuery): string => `/api/numbers/export?${toParams(query)}`;

/** The first page of the list that the query describes. */
export const toNumbersList = (query: NumberQuery): string => `/numbers?${toParams(query)}`;

/** The filters and the order of the list, without its page. */
export function toParams(query: NumberQuery): URLSearchParams {
  const params = writeFilters(LABELS, query);
  params.set("sort", query.sort);
  return params;
}
