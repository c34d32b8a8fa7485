import "server-only";
import { randomUUID } from "node:crypto";
import type { PoolClient } from "pg";
import { uuidv7 } from "uuidv7";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { queryCount, queryRows } from "@/lib/db/sql";
import { AppError } from "@/lib/domain/errors";
import { readQuantityLimits } from "./quantity-limits";

export const lockedCart = z.object({ id: z.string(), version: z.number(), order_key: z.string() });
export type LockedCart = z.infer<typeof lockedCart>;

/** Holds the person's cart until the transaction ends; makes it where there is none. */
export async function lockCart(client: PoolClient, ctx: Context, accountId: string): Promise<LockedCart> {
  const [cart] = await queryRows(client, lockedCart)`
    INSERT INTO cart (id, person_id, account_id, order_key) VALUES (${uuidv7()}, ${ctx.actor.id}, ${accountId}, ${randomUUID()})
    ON CONFLICT (person_id, account_id) DO UPDATE SET updated_at = now() RETURNING id, version, order_key`;
  if (!cart) throw new AppError("NOT_FOUND", "There is no such cart.");
  return cart;
}

/** What was changed is another cart to look at: the version grows. Lines without numbers go. */
export async function touchCart(client: PoolClient, cart: LockedCart): Promise<void> {
  await client.query(
    `DELETE FROM cart_line l WHERE l.cart_id = $1 AND l.kind = 'picked' AND NOT EXISTS (SELECT FROM cart_number n WHERE n.line_id = l.id)`,
    [cart.id],
  );
  await client.query(`UPDATE cart SET version = version + 1, updated_at = now() WHERE id = $1`, [cart.id]);
}

export async function countCart(client: PoolClient, cartId: string): Promise<number> {
  return queryCount(client)`
    SELECT (SELECT count(*) FROM cart_number WHERE cart_id = ${cartId})::int
       + (SELECT coalesce(sum(quantity), 0) FROM cart_line WHERE cart_id = ${cartId})::int AS count`;
}

/** Throws INVALID_INPUT when the person's role may not order so many at once. */
export function refuseAbove(limit: number | null, count: number): void {
  if (limit === null) throw new AppError("FORBIDDEN", "Your role may not order numbers.");
  if (count > limit)
    throw new AppError(
      "INVALID_INPUT",
      `Your role may order at most ${limit.toLocaleString("en-US")} numbers at once; this would be ${count.toLocaleString("en-US")}. Leave some out, or ask an administrator.`,
    );
}

export const readLimit = async (ctx: Context) => (await readQuantityLimits(ctx))[ctx.actor.role];
