import { formatCount, formatNoun } from "@/components/ui/format";
import type { CustomerQuery } from "@/lib/domain/customer";
import type { CustomerPage } from "@/lib/services/customers/list-customers";

type Listed = Pick<CustomerPage, "total"> & { rows: readonly Pick<CustomerPage["rows"][number], "texting">[] };

/** The list in one line: how many customers, and how many of them have numbers that cannot text. */
export function describeCustomers({ rows, total: { count, isExact } }: Listed, isFiltered: boolean): string {
  if (count === 0) return isFiltered ? "No customer matches" : "No customers yet";
  const trouble = rows.filter(({ texting }) => texting.cannot > 0).length;
  return `${isExact ? formatNoun(count, "customer") : `${formatCount(count)}+ customers`}${describeTrouble(trouble, rows.length === count)}`;
}

/** Only where the whole list is on the page, it can be said of all. */
const describeTrouble = (count: number, isWhole: boolean) =>
  isWhole && count > 0 ? `, ${formatCount(count)} with numbers that cannot text` : "";

/** The filters in an address. */
export function toParams({ q, show, sort }: CustomerQuery): string {
  return new URLSearchParams({ ...(q && { q }), ...(show && { show }), sort }).toString();
}
