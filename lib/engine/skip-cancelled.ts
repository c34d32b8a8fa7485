import "server-only";
import type { PoolClient } from "pg";
import { CANCELLED } from "@/lib/domain/order-view";

/**
 * Numbers that came back into the queue of an order whose rest was cancelled meanwhile (the carrier was busy, or a reading showed that
 * nothing had happened): nobody would send them any more, so they are skipped. For the sender's own transaction, after its moves.
 */
export async function skipCancelled(client: PoolClient, orderIds: readonly string[]): Promise<void> {
  if (orderIds.length === 0) return;
  await client.query(
    `UPDATE order_item i SET state = 'skipped', code = '${CANCELLED}', message = 'Cancelled before it was sent again.', is_retryable = NULL,
       settled_at = now(), updated_at = now()
     FROM orders o WHERE o.id = i.order_id AND o.control = 'cancelled' AND i.order_id = ANY($1::uuid[]) AND i.state = 'queued'`,
    [orderIds],
  );
}
