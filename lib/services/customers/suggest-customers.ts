import "server-only";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { queryRows } from "@/lib/db/sql";
import { CUSTOMER_LIMITS, type CustomerSuggestions, toNameKey } from "@/lib/domain/customer";
import { findNearest } from "@/lib/domain/nearest-names";

export const suggestCustomersInput = z.object({ q: z.string().trim().max(CUSTOMER_LIMITS.name).catch("") });

const MOST = 8;
/** Names that are compared letter by letter where none contains the text. */
const COMPARED = 5_000;

const row = z.object({ id: z.string(), name: z.string(), reference: z.string().nullable(), numbers: z.number() });

/**
 * Customers in use for a text that is being typed: those whose name begins with it, then those that contain it, then those that differ by
 * typing errors (`isNear`). Without a text, those that were changed last.
 */
export async function suggestCustomers(
  { sql }: Pick<Context, "sql">,
  { q }: z.output<typeof suggestCustomersInput>,
): Promise<CustomerSuggestions> {
  const key = toNameKey(q);
  if (key === "")
    return {
      customers: await queryRows(sql, row)`
        SELECT id, name, reference, numbers FROM customer WHERE archived_at IS NULL ORDER BY changed_at DESC, id DESC LIMIT ${MOST}`,
      isNear: false,
    };
  const customers = await queryRows(sql, row)`
    SELECT id, name, reference, numbers FROM customer
    WHERE archived_at IS NULL AND (position(${key} IN key) > 0 OR starts_with(lower(reference), ${key}))
    ORDER BY key <> ${key}, NOT starts_with(key, ${key}), key LIMIT ${MOST}`;
  if (customers.length > 0) return { customers, isNear: false };
  const all = await queryRows(sql, row)`
    SELECT id, name, reference, numbers FROM customer WHERE archived_at IS NULL ORDER BY changed_at DESC LIMIT ${COMPARED}`;
  return { customers: findNearest(all, q, ({ name }) => name), isNear: true };
}
