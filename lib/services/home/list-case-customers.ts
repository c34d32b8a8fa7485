import "server-only";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { queryRows } from "@/lib/db/sql";
import { type CustomerSummary, summarizeCustomers } from "@/lib/domain/customer-counts";
import { driftKind } from "@/lib/domain/drift";
import type { HomeCaseKind } from "@/lib/domain/home";

/** Numbers of one sort whose customers are looked up. */
const COUNTED = 10_000;

const customerRow = z.object({
  key: z.enum([...driftKind.options, "unknown"]),
  id: z.string().nullable(),
  name: z.string().nullable(),
  count: z.number(),
});

/** Whose numbers changed at a carrier, or wait for a result that was lost. Kinds without any customer are absent. */
export async function listCaseCustomers({ sql }: Pick<Context, "sql">): Promise<Map<HomeCaseKind, CustomerSummary>> {
  const rows = await queryRows(sql, customerRow)`
    SELECT f.kind AS key, c.id, c.name, count(*) AS count FROM (
      (SELECT kind, e164 FROM drift WHERE state IN ('open', 'restoring') AND kind <> 'number-appeared' LIMIT ${COUNTED})
      UNION ALL
      (SELECT 'unknown', i.e164 FROM orders o JOIN order_item i ON i.order_id = o.id AND i.state = 'unknown'
       WHERE o.queued + o.sending + o.accepted + o.unknown > 0 AND o.unknown > 0 LIMIT ${COUNTED})
    ) f LEFT JOIN number n ON n.e164 = f.e164 LEFT JOIN customer c ON c.id = n.customer_id
    GROUP BY f.kind, c.id, c.name ORDER BY c.id IS NULL, count DESC, c.name`;
  return summarizeCustomers<HomeCaseKind>(rows);
}
