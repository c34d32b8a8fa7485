import "server-only";
import type { PoolClient } from "pg";
import type { Context } from "@/lib/context";
import type { Cart, CartChange, ChangeCartInput, DescribeCartInput } from "@/lib/domain/cart";
import { AppError } from "@/lib/domain/errors";
import { inTransaction } from "@/lib/db/transaction";
import { addNumbers } from "./add-to-cart";
import { findCart } from "./get-cart";
import { listHeld } from "./list-held";
import { countCart, lockCart, readLimit, refuseAbove, touchCart } from "./lock-cart";

/** Changes the person's cart, all or nothing, and gives it as it is then. Errors: NOT_FOUND (a line that is gone), INVALID_INPUT (more than the role may order). */
export async function changeCart(ctx: Context, { accountId, changes }: ChangeCartInput): Promise<Cart | null> {
  const limit = await readLimit(ctx);
  const added = changes.flatMap((change) => (change.do === "exchange" ? change.add : []));
  const held = await listHeld(
    ctx,
    accountId,
    added.map(({ number }) => number),
  );
  await inTransaction(ctx.sql, async (client) => {
    const cart = await lockCart(client, ctx, accountId);
    const before = await countCart(client, cart.id);
    for (const change of changes)
      await applyChange(
        client,
        cart.id,
        change.do === "exchange" ? { ...change, add: change.add.filter(({ number }) => !held.has(number)) } : change,
      );
    const count = await countCart(client, cart.id);
    if (count > before) refuseAbove(limit, count);
    await touchCart(client, cart);
  });
  return findCart(ctx, accountId);
}

async function applyChange(client: PoolClient, cartId: string, change: CartChange): Promise<void> {
  if (change.do === "empty") {
    await client.query(`DELETE FROM cart_line WHERE cart_id = $1`, [cartId]);
    return;
  }
  const line = [change.lineId, cartId];
  const { rowCount } = await client.query(`SELECT 1 FROM cart_line WHERE id = $1 AND cart_id = $2`, line);
  if (rowCount === 0)
    throw new AppError("NOT_FOUND", "This line is no longer in the cart: it was changed in another tab. Reload.");
  switch (change.do) {
    case "remove-line":
      await client.query(`DELETE FROM cart_line WHERE id = $1 AND cart_id = $2`, line);
      return;
    case "set-route":
      await client.query(`UPDATE cart_line SET route = $3 WHERE id = $1 AND cart_id = $2`, [...line, change.route]);
      return;
    case "set-quantity":
      await client.query(`UPDATE cart_line SET quantity = $3 WHERE id = $1 AND cart_id = $2 AND kind = 'any'`, [
        ...line,
        change.quantity,
      ]);
      return;
    case "exchange":
      await client.query(`DELETE FROM cart_number WHERE line_id = $1 AND cart_id = $2 AND e164 = ANY($3::text[])`, [
        ...line,
        change.remove,
      ]);
      await addNumbers(client, cartId, change.lineId, change.add);
  }
}

/** Keeps what is written beside the lines, so that it survives as they do; the cart that was seen stays the same one. */
export async function describeCart(ctx: Context, { accountId, reference, reason }: DescribeCartInput): Promise<void> {
  await inTransaction(ctx.sql, async (client) => {
    const cart = await lockCart(client, ctx, accountId);
    await client.query(`UPDATE cart SET reference = $2, reason = $3 WHERE id = $1`, [
      cart.id,
      reference || null,
      reason || null,
    ]);
  });
}
