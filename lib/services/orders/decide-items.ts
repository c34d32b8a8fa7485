import "server-only";
import type { PoolClient } from "pg";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { queryRows } from "@/lib/db/sql";
import { AppError } from "@/lib/domain/errors";
import { itemChoice } from "@/lib/domain/order-query";
import { BY_HAND } from "@/lib/domain/order-view";
import { phoneNumber } from "@/lib/domain/phone-number";
import { recordAuditSql } from "@/lib/db/record-audit";
import { insertEvents } from "@/lib/engine/facts";
import { moveItems } from "@/lib/engine/item-moves";
import { inTransaction } from "@/lib/db/transaction";
import { announceRest } from "@/lib/engine/announce-rest";
import { lockOrder } from "./lock-order";
import { chooseItems } from "./outcome-cause";

export const decideItemsInput = z.object({
  orderId: z.uuid(),
  choice: itemChoice,
  outcome: z.enum(["confirmed", "failed"]),
  note: z.string().trim().min(3, "Say how you know.").max(500),
});
export type DecideItemsInput = z.output<typeof decideItemsInput>;
/** `left`: chosen, and settled by somebody else (the carrier's answer, another person) in the meantime. */
export type DecidedItems = { decided: number; left: number };

const openRow = z.object({ seq: z.number(), e164: phoneNumber, dispatch_id: z.string().nullable() });
type OpenRow = z.infer<typeof openRow>;

/**
 * A person settles what no reading could: the same guarded move as the sender's, so that the second of two changes nothing. The
 * writes that have no open number left are closed. Errors: NOT_FOUND, CONFLICT (nothing of it is unknown any more).
 */
export async function decideItems(ctx: Context, input: DecideItemsInput): Promise<DecidedItems> {
  return inTransaction(ctx.sql, async (client) => {
    const chosen = await listUnknown(client, input);
    const dispatchIds = [...new Set(chosen.flatMap((item) => item.dispatch_id ?? []))].sort();
    // Writes before items before the order: the sender's own order of locking.
    await client.query(`SELECT 1 FROM dispatch WHERE id = ANY($1::uuid[]) ORDER BY id FOR UPDATE`, [dispatchIds]);
    const message = `${input.outcome === "confirmed" ? "Confirmed" : "Marked as failed"} by ${ctx.actor.name}: ${input.note}`;
    const moved = await moveItems(
      client,
      chosen.map((item) => ({
        orderId: input.orderId,
        seq: item.seq,
        dispatchId: item.dispatch_id,
        from: ["unknown"],
        to: input.outcome,
        code: BY_HAND,
        message,
        isRetryable: input.outcome === "failed" ? true : null,
      })),
    );
    const order = await lockOrder(client, input.orderId);
    if (moved.length === 0)
      throw new AppError("CONFLICT", "None of these numbers is unknown any more. Reload to see their outcome.");
    await closeWrites(client, dispatchIds);
    await insertEvents(
      client,
      { id: order.account_id, carrierId: order.carrier },
      moved.map((item) => ({
        number: item.number,
        kind: "decided",
        message: `${order.ref}: ${message}`,
        orderId: order.id,
        actorId: ctx.actor.id,
      })),
    );
    await announceRest(client, [order.id]);
    await recordAuditSql(client, ctx.actor, {
      action: input.outcome === "confirmed" ? "order.confirmed-by-hand" : "order.failed-by-hand",
      entityType: "order",
      entityId: order.id,
      summary: `${order.ref}: ${moved.length} unknown numbers ${input.outcome === "confirmed" ? "confirmed" : "marked as failed"} by hand`,
      reason: input.note,
      before: { state: "unknown" },
      after: { state: input.outcome, seqs: moved.slice(0, 100).map((item) => item.seq), count: moved.length },
    });
    return { decided: moved.length, left: chosen.length - moved.length };
  });
}

const listUnknown = (client: PoolClient, { orderId, choice }: DecideItemsInput): Promise<OpenRow[]> =>
  queryRows(client, openRow)`
    SELECT i.seq, i.e164, i.dispatch_id FROM order_item i
    WHERE i.order_id = ${orderId} AND i.state = 'unknown' AND ${chooseItems(choice)} ORDER BY i.seq`;

/** A write with nothing open is done: it is not read again. */
const closeWrites = (client: PoolClient, dispatchIds: readonly string[]) =>
  client.query(
    `UPDATE dispatch d SET state = 'done', due_at = NULL WHERE d.id = ANY($1::uuid[]) AND d.state IN ('accepted', 'lost')
       AND NOT EXISTS (SELECT 1 FROM order_item i WHERE i.dispatch_id = d.id AND i.state IN ('sending', 'accepted', 'unknown'))`,
    [dispatchIds],
  );
