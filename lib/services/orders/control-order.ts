import "server-only";
import type { PoolClient } from "pg";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/domain/errors";
import { CANCELLED } from "@/lib/domain/order-view";
import { addJob } from "@/lib/jobs/queue";
import { recordAuditSql } from "@/lib/db/record-audit";
import { inTransaction } from "@/lib/db/transaction";
import { announceRest } from "@/lib/engine/announce-rest";
import { lockOrder, type LockedOrder } from "./lock-order";

export const controlOrderInput = z.object({
  orderId: z.uuid(),
  to: z.enum(["run", "paused", "cancelled"]),
  reason: z.string().trim().max(500).optional(),
});
export type ControlOrderInput = z.output<typeof controlOrderInput>;

/** `changed`: false where the order was so already. `cancelled`: how many numbers will not be sent. */
export type ControlledOrder = { changed: boolean; cancelled: number };

/**
 * Holds an order's unsent part back, lets it go on, or takes it back for good. What is being sent or is with the carrier goes its way.
 * Errors: NOT_FOUND, CONFLICT (nothing unsent is left).
 */
export async function controlOrder(ctx: Context, input: ControlOrderInput): Promise<ControlledOrder> {
  return inTransaction(ctx.sql, (client) =>
    input.to === "cancelled" ? cancelRest(client, ctx, input) : holdOrRelease(client, ctx, input),
  );
}

async function holdOrRelease(client: PoolClient, ctx: Context, { orderId, to, reason }: ControlOrderInput) {
  const order = await lockOrder(client, orderId);
  if (order.control === to) return { changed: false, cancelled: 0 };
  refuseEnded(order);
  if (to === "paused" && order.queued === 0)
    throw new AppError("CONFLICT", "Nothing is left to hold back: every number is with the carrier.");
  await client.query(`UPDATE orders SET control = $2 WHERE id = $1`, [orderId, to]);
  if (to === "run") await wakeAccount(client, order.account_id);
  await recordAuditSql(client, ctx.actor, {
    action: to === "paused" ? "order.paused" : "order.resumed",
    entityType: "order",
    entityId: orderId,
    summary: `${order.ref} ${to === "paused" ? "paused" : "resumed"} with ${order.queued} numbers not yet sent`,
    reason,
    before: { control: order.control },
    after: { control: to },
  });
  return { changed: true, cancelled: 0 };
}

/**
 * The items first and the order second, as the sender does, so that the two do not wait for each other in a ring. Once the order says
 * so, what came back into the queue meanwhile is taken as well; what comes back later is caught by `skipCancelled`.
 */
async function cancelRest(client: PoolClient, ctx: Context, { orderId, reason }: ControlOrderInput) {
  const message = `Cancelled before sending by ${ctx.actor.name}.`;
  const early = await skipQueued(client, orderId, message);
  const order = await lockOrder(client, orderId);
  if (order.control === "cancelled") return { changed: false, cancelled: 0 };
  await client.query(`UPDATE orders SET control = 'cancelled' WHERE id = $1`, [orderId]);
  const cancelled = early + (await skipQueued(client, orderId, message));
  if (cancelled === 0) {
    refuseEnded(order);
    throw new AppError("CONFLICT", "Nothing is left to cancel: every number is with the carrier.");
  }
  await announceRest(client, [orderId]);
  await recordAuditSql(client, ctx.actor, {
    action: "order.cancelled",
    entityType: "order",
    entityId: orderId,
    summary: `${order.ref}: ${cancelled} numbers cancelled before sending`,
    reason,
    before: { control: order.control },
    after: { control: "cancelled", cancelled },
  });
  return { changed: true, cancelled };
}

async function skipQueued(client: PoolClient, orderId: string, message: string): Promise<number> {
  const { rowCount } = await client.query(
    `UPDATE order_item SET state = 'skipped', code = '${CANCELLED}', message = $2, is_retryable = NULL, settled_at = now(),
       updated_at = now() WHERE order_id = $1 AND state = 'queued'`,
    [orderId, message],
  );
  return rowCount ?? 0;
}

function refuseEnded(order: LockedOrder) {
  if (order.control === "cancelled") throw new AppError("CONFLICT", "The rest of this order was cancelled already.");
  if (order.settled_at) throw new AppError("CONFLICT", "This order has ended: every number has its outcome.");
}

const wakeAccount = (client: PoolClient, accountId: string) =>
  addJob(client, "account.wake", { accountId }, { jobKey: `account.wake:${accountId}` });
