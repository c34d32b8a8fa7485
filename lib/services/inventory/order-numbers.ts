import "server-only";
import type { Context } from "@/lib/context";
import type { OrderedNumbers, OrderNumbersInput } from "@/lib/domain/inventory-search";
import { placeOrder } from "@/lib/services/orders/place-order";
import { checkAvailability } from "./check-availability";
import { openInventory, readForPerson } from "./open-inventory";

/**
 * Looks once more whether the numbers are still on offer, and places the purchase order if all are. When some are gone nothing is
 * ordered, and the answer says which, and what could take their place. The same key again gives the order that exists.
 * Errors: as `placeOrder`, and CarrierError when the carrier cannot be asked (nothing is ordered then).
 */
export async function orderNumbers(ctx: Context, input: OrderNumbersInput): Promise<OrderedNumbers> {
  const { accountId, reason, idempotencyKey } = input;
  const numbers = [...new Set(input.numbers)];
  const { inventory } = await openInventory(ctx, accountId);
  // Our own order makes its numbers look taken: a second click must find the order, not the shortage.
  if (!(await hasOrder(ctx, idempotencyKey))) {
    const { taken, substitutes, unchecked } = await readForPerson(ctx, () => checkAvailability(inventory, numbers));
    if (taken.length > 0) return { is: "taken", taken, substitutes, unchecked };
  }
  const params: Record<string, string> = input.route ? { route: input.route } : {};
  const placed = await placeOrder(ctx, { kind: "purchase", accountId, numbers, params, reason, idempotencyKey });
  return { is: "placed", orderId: placed.orderId, ref: placed.ref };
}

async function hasOrder(ctx: Context, idempotencyKey: string): Promise<boolean> {
  const { rowCount } = await ctx.sql.query(`SELECT 1 FROM orders WHERE idempotency_key = $1`, [
    `${ctx.actor.id}:${idempotencyKey}`,
  ]);
  return rowCount === 1;
}
