import "server-only";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { queryRows } from "@/lib/db/sql";
import { type CustomerSummary, summarizeCustomers } from "@/lib/domain/customer-counts";
import type { Expectation } from "./list-expectations";
import { fromStuckItems } from "./stuck-sql";

const customerRow = z.object({
  key: z.string(),
  id: z.string().nullable(),
  name: z.string().nullable(),
  count: z.number(),
});

/** Whose numbers wait in each of these orders: whom to call. An order without any customer is absent. */
export async function listStuckCustomers(
  { sql }: Pick<Context, "sql">,
  expectations: readonly Expectation[],
  orders: readonly { id: string }[],
): Promise<Map<string, CustomerSummary>> {
  if (orders.length === 0) return new Map();
  const rows = await queryRows(sql, customerRow)`
    SELECT o.id AS key, s.id, s.name, s.count FROM orders o
    CROSS JOIN LATERAL (
      SELECT c.id, c.name, count(*) AS count
      FROM (SELECT i.e164 ${fromStuckItems(expectations)}) w
      LEFT JOIN number n ON n.e164 = w.e164 LEFT JOIN customer c ON c.id = n.customer_id GROUP BY c.id, c.name) s
    WHERE o.id = ANY(${orders.map(({ id }) => id)}::uuid[]) ORDER BY o.id, s.id IS NULL, s.count DESC, s.name`;
  return summarizeCustomers(rows);
}
