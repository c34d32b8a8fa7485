import "server-only";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { and, queryRows } from "@/lib/db/sql";
import { type CustomerCount, toCustomerCount } from "@/lib/domain/customer-counts";
import { type DriftList, listConditions } from "./drift-choice";

const SHOWN = 50;
/** Unsettled differences whose customers are looked up. */
const COUNTED = 10_000;

const customerRow = z.object({ id: z.string().nullable(), name: z.string().nullable(), count: z.number() });

/** Whose numbers the list holds, the most first; empty where none of them has a customer. */
export async function listDriftCustomers(
  ctx: Pick<Context, "sql" | "timeZone">,
  list: DriftList,
): Promise<CustomerCount[]> {
  const rows = await queryRows(ctx.sql, customerRow)`
    SELECT c.id, c.name, count(DISTINCT f.e164) AS count
    FROM (SELECT d.e164 FROM drift d WHERE ${and(listConditions(ctx, list, {}))} LIMIT ${COUNTED}) f
    LEFT JOIN number n ON n.e164 = f.e164 LEFT JOIN customer c ON c.id = n.customer_id
    GROUP BY c.id, c.name ORDER BY c.id IS NULL, count DESC, c.name LIMIT ${SHOWN}`;
  return rows.some(({ id }) => id !== null) ? rows.map(toCustomerCount) : [];
}
