import "server-only";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { queryRows, raw } from "@/lib/db/sql";
import { AppError } from "@/lib/domain/errors";
import { ORDER_KINDS } from "@/lib/domain/order";
import { itemChoice } from "@/lib/domain/order-query";
import type { PlacedChild } from "@/lib/domain/order-view";
import { phoneNumber } from "@/lib/domain/phone-number";
import { inTransaction } from "@/lib/db/transaction";
import { lockOrder, openAccountOf } from "./lock-order";
import { chooseItems, MAY_BE_RETRIED } from "./outcome-cause";
import { placeChild } from "./place-child";

export const retryOrderInput = z.object({
  orderId: z.uuid(),
  choice: itemChoice,
  /** How many retries of the order the person saw. */
  round: z.int().min(0),
  reason: z.string().trim().max(500).optional(),
});
export type RetryOrderInput = z.output<typeof retryOrderInput>;

const itemRow = z.object({ seq: z.number(), e164: phoneNumber });

/**
 * A child order of those chosen numbers that failed, or that were cancelled before they were sent; what is unknown is never among them.
 * The parent stays as it was. Errors: NOT_FOUND, CONFLICT (nothing to retry, with the reason).
 */
export async function retryOrder(ctx: Context, input: RetryOrderInput): Promise<PlacedChild> {
  const account = await openAccountOf(ctx, input.orderId);
  return inTransaction(ctx.sql, async (client) => {
    const parent = await lockOrder(client, input.orderId);
    if (!account.carrier.programs[parent.kind])
      throw new AppError(
        "CONFLICT",
        `${account.definition.label} no longer offers "${ORDER_KINDS[parent.kind].label}".`,
      );
    const rows = await queryRows(client, itemRow)`
      SELECT i.seq, i.e164 FROM order_item i
      WHERE i.order_id = ${parent.id} AND ${raw(MAY_BE_RETRIED)} AND ${chooseItems(input.choice)} ORDER BY i.seq`;
    if (rows.length === 0)
      throw new AppError("CONFLICT", "None of these numbers has failed: there is nothing to retry.");
    return placeChild(client, ctx, {
      parent,
      account,
      kind: parent.kind,
      relation: "retry",
      round: input.round,
      chosen: rows,
      params: parent.params,
      reason: input.reason,
    });
  });
}
