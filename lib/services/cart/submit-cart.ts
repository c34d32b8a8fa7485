import "server-only";
import { randomUUID } from "node:crypto";
import type { OrderParams } from "@/lib/carriers/carrier";
import type { Context } from "@/lib/context";
import type { CartLine, SubmitCartInput, SubmittedCart } from "@/lib/domain/cart";
import { AppError } from "@/lib/domain/errors";
import type { PhoneNumber } from "@/lib/domain/phone-number";
import { inTransaction } from "@/lib/db/transaction";
import { openInventory, readForPerson } from "@/lib/services/inventory/open-inventory";
import { findPlaced, placePrepared, prepareOrder } from "@/lib/services/orders/place-order";
import { findCart } from "./get-cart";
import { lockCart, readLimit, refuseAbove } from "./lock-cart";
import { type CartPlan, planCart } from "./plan-cart";

const CHANGED = "The cart was changed in another tab. Look at it once more, then order.";

/**
 * Looks once more whether everything in the cart is on offer, and orders it as one purchase; the cart is empty then. Where something is
 * missing nothing is ordered, and the answer says of each line what, and what could take its place. The same cart again, from a second
 * click or another tab, gives the order that exists. Errors: CONFLICT (the cart is another one by now), INVALID_INPUT (more than the
 * role may order, a gateway that is gone), NOT_FOUND (account), CarrierError when the carrier cannot be asked (nothing is ordered then).
 */
export async function submitCart(ctx: Context, input: SubmitCartInput): Promise<SubmittedCart> {
  const { accountId, orderKey, reason, reference } = input;
  const key = `cart:${orderKey}`;
  const existing = await findPlaced(ctx.sql, ctx, key);
  if (existing) return { type: "placed", ...existing };
  const cart = await findCart(ctx, accountId);
  if (!cart || cart.orderKey !== orderKey || cart.version !== input.version) {
    // The other tab may have ordered it between the two readings.
    const placed = await findPlaced(ctx.sql, ctx, key);
    if (placed) return { type: "placed", ...placed };
    throw new AppError("CONFLICT", CHANGED);
  }
  if (cart.count === 0) throw new AppError("CONFLICT", "The cart is empty.");
  refuseAbove(cart.limit, cart.count);

  const { inventory } = await openInventory(ctx, accountId);
  const plan = await readForPerson(ctx, async () => {
    const routes = new Set(cart.lines.flatMap(({ route }) => route ?? []));
    if (routes.size > 0) refuseGone(routes, (await inventory.listGateways()).items);
    return planCart(ctx, { accountId, inventory, lines: cart.lines });
  });
  if (plan.shortages.length > 0) {
    // What is missing may be what the other tab has just ordered.
    const placed = await findPlaced(ctx.sql, ctx, key);
    if (placed) return { type: "placed", ...placed };
    const found = plan.allotted.reduce((sum, { numbers }) => sum + numbers.length, 0);
    return { type: "short", shortages: plan.shortages, wanted: cart.count, found, unchecked: plan.unchecked };
  }

  const { numbers, params, itemParams } = layOut(plan);
  const prepared = await prepareOrder(
    ctx,
    {
      kind: "purchase",
      accountId,
      numbers,
      params: { ...params, ...(reference && { ourReference: reference }) },
      reason,
      idempotencyKey: key,
    },
    itemParams,
  );
  const limit = await readLimit(ctx);
  return inTransaction(ctx.sql, async (client): Promise<SubmittedCart> => {
    const locked = await lockCart(client, ctx, accountId);
    const placedBefore = await findPlaced(client, ctx, key);
    if (placedBefore) return { type: "placed", ...placedBefore };
    if (locked.order_key !== orderKey || locked.version !== input.version) throw new AppError("CONFLICT", CHANGED);
    refuseAbove(limit, numbers.length);
    const placed = await placePrepared(client, ctx, prepared);
    await client.query(`DELETE FROM cart_line WHERE cart_id = $1`, [locked.id]);
    await client.query(
      `UPDATE cart SET order_key = $2, version = version + 1, reference = NULL, reason = NULL, updated_at = now() WHERE id = $1`,
      [locked.id, randomUUID()],
    );
    return { type: "placed", ...placed, count: numbers.length, unchecked: plan.unchecked };
  });
}

function refuseGone(routes: ReadonlySet<string>, gateways: readonly { route: string }[]): void {
  const known = new Set(gateways.map(({ route }) => route));
  const gone = [...routes].filter((route) => !known.has(route));
  if (gone.length > 0)
    throw new AppError("INVALID_INPUT", `The carrier has no gateway ${gone.join(", ")} any more. Choose another.`);
}

/** One gateway for all is the order's; different ones stand with each number, which are then sent by gateway. */
function layOut({ allotted }: CartPlan): {
  numbers: PhoneNumber[];
  params: Record<string, string>;
  itemParams?: Map<PhoneNumber, OrderParams>;
} {
  const routes = new Set(allotted.map(({ line }) => line.route));
  const [only] = routes;
  const numbers = allotted.toSorted((a, b) => compareRoutes(a.line, b.line)).flatMap((one) => one.numbers);
  if (routes.size === 1) return { numbers, params: only ? { route: only } : {} };
  const itemParams = new Map<PhoneNumber, OrderParams>();
  for (const { line, numbers: own } of allotted)
    if (line.route !== null) for (const number of own) itemParams.set(number, { route: Number(line.route) });
  return { numbers, params: {}, itemParams };
}

/** Numbers of one gateway stand together, so that one write takes as many as it can. */
const compareRoutes = (a: CartLine, b: CartLine) => Number(a.route ?? 0) - Number(b.route ?? 0);
