import "server-only";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { empty, queryRows, sql } from "@/lib/db/sql";
import { type CustomerSummary, summarizeCustomers } from "@/lib/domain/customer-counts";
import { driftKind } from "@/lib/domain/drift";
import type { HomeCaseKind } from "@/lib/domain/home";
import { readRefusedSince } from "@/lib/services/orders/count-order-attention";
import { listExpectations } from "@/lib/services/orders/list-expectations";
import { selectOverdue } from "@/lib/services/orders/order-filter";

/** Numbers of one sort whose customers are looked up. */
const COUNTED = 10_000;

const customerRow = z.object({
  key: z.enum([...driftKind.options, "unknown", "refused", "overdue"]),
  id: z.string().nullable(),
  name: z.string().nullable(),
  count: z.number(),
});

/**
 * Whose numbers changed at a carrier, were refused lately, wait for too long, or for a result that was lost. Kinds without any customer
 * are absent.
 */
export async function listCaseCustomers(ctx: Context): Promise<Map<HomeCaseKind, CustomerSummary>> {
  const overdue = selectOverdue(await listExpectations(ctx));
  const rows = await queryRows(ctx.sql, customerRow)`
    SELECT f.kind AS key, c.id, c.name, count(*) AS count FROM (
      (SELECT kind, e164 FROM drift WHERE state IN ('open', 'restoring') AND kind <> 'number-appeared' LIMIT ${COUNTED})
      UNION ALL
      (SELECT 'unknown', i.e164 FROM orders o JOIN order_item i ON i.order_id = o.id AND i.state = 'unknown'
       WHERE o.queued + o.sending + o.accepted + o.unknown > 0 AND o.unknown > 0 LIMIT ${COUNTED})
      UNION ALL
      (SELECT 'refused', i.e164 FROM orders o JOIN order_item i ON i.order_id = o.id AND i.state = 'failed'
       WHERE o.created_at >= ${readRefusedSince(ctx).from} AND o.failed > 0 LIMIT ${COUNTED})
      ${
        overdue === null
          ? empty
          : sql`UNION ALL
      (SELECT 'overdue', w.e164 FROM orders o CROSS JOIN LATERAL (SELECT i.e164 ${overdue}) w
       WHERE o.queued + o.sending + o.accepted + o.unknown > 0 AND o.accepted > 0 LIMIT ${COUNTED})`
      }
    ) f LEFT JOIN number n ON n.e164 = f.e164 LEFT JOIN customer c ON c.id = n.customer_id
    GROUP BY f.kind, c.id, c.name ORDER BY c.id IS NULL, count DESC, c.name`;
  return summarizeCustomers<HomeCaseKind>(rows);
}
