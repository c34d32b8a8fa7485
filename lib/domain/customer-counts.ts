import type { CustomerName } from "./customer";

/** A customer with numbers in a list, and how many; null: those without a customer. */
export type CustomerCount = { customer: CustomerName | null; count: number };

/** Whose numbers something is about: whom to call. `moreCustomers`: those that are not listed. */
export type CustomerSummary = { customers: readonly CustomerCount[]; moreCustomers: number };
export const NO_CUSTOMERS: CustomerSummary = { customers: [], moreCustomers: 0 };

type CountedRow<Key> = { key: Key; id: string | null; name: string | null; count: number };

const SHOWN = 3;

export const toCustomerCount = ({ id, name, count }: Omit<CountedRow<unknown>, "key">): CustomerCount => ({
  customer: id === null ? null : { id, name: name ?? "" },
  count,
});

/** The first customers of each key, in the order of the rows. A key whose numbers have no customer is absent. */
export function summarizeCustomers<Key>(rows: readonly CountedRow<Key>[]): Map<Key, CustomerSummary> {
  const found = new Map<Key, CustomerSummary>();
  const named = new Set(rows.flatMap(({ key, id }) => (id === null ? [] : [key])));
  for (const row of rows) {
    if (!named.has(row.key)) continue;
    const { customers, moreCustomers } = found.get(row.key) ?? NO_CUSTOMERS;
    found.set(
      row.key,
      customers.length < SHOWN
        ? { customers: [...customers, toCustomerCount(row)], moreCustomers }
        : { customers, moreCustomers: moreCustomers + 1 },
    );
  }
  return found;
}
