import "server-only";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/domain/errors";
import { ORDER_KINDS } from "@/lib/domain/order";
import { itemChoice } from "@/lib/domain/order-query";
import type { PlacedChild } from "@/lib/domain/order-view";
import type { PhoneNumber } from "@/lib/domain/phone-number";
import { inTransaction } from "@/lib/db/transaction";
import { lockOrder, openAccountOf } from "./lock-order";
import { bind, type SqlValues } from "./order-filter";
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

/**
 * A child order of those chosen numbers that failed, or that were cancelled before they were sent; what is unknown is never among them.
 * The parent stays as it was. Errors: NOT_FOUND, CONFLICT (nothing to retry, in words).
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
    const values: SqlValues = [];
    const order = bind(values, parent.id);
    const { rows } = await client.query<{ seq: number; e164: PhoneNumber }>(
      `SELECT i.seq, i.e164 FROM order_item i
       WHERE i.order_id = ${order} AND ${MAY_BE_RETRIED} AND ${chooseItems(input.choice, values)} ORDER BY i.seq`,
      values,
    );
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
