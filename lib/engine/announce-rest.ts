import "server-only";
import type { PoolClient } from "pg";
import { idRow, queryRows, raw } from "@/lib/db/sql";
import { ALL_ORDER_KINDS, ORDER_KINDS } from "@/lib/domain/order";
import { addJob } from "@/lib/jobs/queue";

const HAS_FOLLOW_UP = ALL_ORDER_KINDS.flatMap((kind) => {
  const { followUp } = ORDER_KINDS[kind];
  return followUp ? [`(kind = '${kind}' AND params ? '${followUp.param}')`] : [];
}).join(" OR ");

/**
 * An order with something to follow that has come to rest: nothing is queued, on its way or with the carrier. What is unknown may stay so
 * for days, and does not hold up the numbers that are confirmed.
 */
export const IS_AT_REST = `(${HAS_FOLLOW_UP}) AND confirmed > 0 AND queued + sending + accepted = 0`;

/** What follows from orders is started by a job of the same transaction. */
export async function announceRest(client: PoolClient, orderIds: readonly string[]): Promise<void> {
  if (orderIds.length === 0) return;
  const rows = await queryRows(client, idRow)`
    SELECT id FROM orders WHERE id = ANY(${orderIds}::uuid[]) AND ${raw(IS_AT_REST)}`;
  for (const { id } of rows) await addJob(client, "order.follow", { orderId: id }, { jobKey: `order.follow:${id}` });
}
