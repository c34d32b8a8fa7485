import "server-only";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { addJob } from "@/lib/jobs/queue";
import { recordAuditSql } from "@/lib/db/record-audit";
import { inTransaction } from "@/lib/db/transaction";
import { lockOrder } from "./lock-order";

export const reconcileOrderInput = z.object({ orderId: z.uuid() });
export type ReconcileOrderInput = z.output<typeof reconcileOrderInput>;

/**
 * Has the carrier read now about every write of the order that is open: lost ones, also those that a machine had given up, and accepted
 * ones. The worker reads; nothing is sent. `writes`: how many will be looked up.
 */
export async function reconcileOrder(ctx: Context, { orderId }: ReconcileOrderInput): Promise<{ writes: number }> {
  return inTransaction(ctx.sql, async (client) => {
    const { rowCount } = await client.query(
      `UPDATE dispatch SET due_at = now() WHERE order_id = $1 AND state IN ('lost', 'accepted')`,
      [orderId],
    );
    const order = await lockOrder(client, orderId);
    const writes = rowCount ?? 0;
    if (writes === 0) return { writes };
    const accountId = order.account_id;
    await addJob(client, "account.wake", { accountId }, { jobKey: `account.wake:${accountId}` });
    await recordAuditSql(client, ctx.actor, {
      action: "order.reconciled",
      entityType: "order",
      entityId: orderId,
      summary: `${order.ref}: ${order.unknown} unknown and ${order.accepted} accepted numbers looked up at the carrier on request`,
    });
    return { writes };
  });
}
