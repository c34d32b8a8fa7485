import type { CustomerName } from "./customer";
import { type AnsweredRow, hasLabels } from "./lookup-filter";
import type { LookupGroup } from "./lookup-answers";

/** The states that a number of a customer can be in. */
export const CUSTOMER_GROUPS = ["cannot", "unknown", "moving", "can", "not-ours"] as const satisfies LookupGroup[];
type CustomerGroup = (typeof CUSTOMER_GROUPS)[number];

/** How many of a customer's numbers are in each state; null: numbers without a customer. */
export type LookupCustomer = { customer: CustomerName | null; total: number } & Record<CustomerGroup, number>;

/** Each customer of these rows once: who has the most numbers that cannot text comes first. Duplicates count once. */
export function listLookupCustomers(rows: readonly AnsweredRow[]): LookupCustomer[] {
  const found = new Map<string | null, LookupCustomer>();
  for (const one of rows) {
    const group = CUSTOMER_GROUPS.find((name) => name === one.group);
    if (!group || !hasLabels(one)) continue;
    const { customer } = one;
    const id = customer?.id ?? null;
    const own = found.get(id) ?? { customer, total: 0, cannot: 0, unknown: 0, moving: 0, can: 0, "not-ours": 0 };
    found.set(id, { ...own, total: own.total + 1, [group]: own[group] + 1 });
  }
  return [...found.values()].sort(
    (a, b) =>
      b.cannot - a.cannot ||
      b.unknown - a.unknown ||
      b.total - a.total ||
      (a.customer?.name ?? "\uffff").localeCompare(b.customer?.name ?? "\uffff"),
  );
}
