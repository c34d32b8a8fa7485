import "server-only";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { queryRows } from "@/lib/db/sql";
import { AppError } from "@/lib/domain/errors";
import { ORDER_KINDS } from "@/lib/domain/order";
import type { PlacedChild } from "@/lib/domain/order-view";
import { phoneNumber } from "@/lib/domain/phone-number";
import { inTransaction } from "@/lib/db/transaction";
import { lockOrder, openAccountOf } from "./lock-order";
import { placeChild } from "./place-child";

export const undoOrderInput = z.object({
  orderId: z.uuid(),
  /** How many such orders the person saw. */
  round: z.int().min(0),
  reason: z.string().trim().min(1, "Give a reason for the audit.").max(500),
});
export type UndoOrderInput = z.output<typeof undoOrderInput>;

const itemRow = z.object({ seq: z.number(), e164: phoneNumber });

/**
 * An order of the inverse kind for the numbers that this order changed: those it confirmed, not those it skipped.
 * Errors: NOT_FOUND, CONFLICT (no inverse, still in progress, or nothing changed).
 */
export async function undoOrder(ctx: Context, input: UndoOrderInput): Promise<PlacedChild> {
  const account = await openAccountOf(ctx, input.orderId);
  return inTransaction(ctx.sql, async (client) => {
    const parent = await lockOrder(client, input.orderId);
    const inverse = ORDER_KINDS[parent.kind].inverse;
    const program = inverse === null ? undefined : account.carrier.programs[inverse];
    if (inverse === null || !program)
      throw new AppError("CONFLICT", `"${ORDER_KINDS[parent.kind].label}" cannot be undone at this carrier.`);
    if (parent.queued + parent.sending + parent.accepted > 0)
      throw new AppError("CONFLICT", "The order is still under way. Cancel the rest, or wait until it has ended.");
    const rows = await queryRows(client, itemRow)`
      SELECT seq, e164 FROM order_item WHERE order_id = ${parent.id} AND state = 'confirmed' ORDER BY seq`;
    if (rows.length === 0) throw new AppError("CONFLICT", "This order changed no number: there is nothing to undo.");
    return placeChild(client, ctx, {
      parent,
      account,
      kind: inverse,
      relation: "undo",
      round: input.round,
      chosen: rows,
      // Only the parameters of the parent that the inverse kind has too.
      params: program.params.safeParse(parent.params).data ?? {},
      reason: input.reason,
    });
  });
}
