import "server-only";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { numberRow, queryRows, sql } from "@/lib/db/sql";
import { type Cart, type CartLine, countLine, pickedNumber } from "@/lib/domain/cart";
import type { PhoneNumber } from "@/lib/domain/phone-number";
import { readQuantityLimits } from "./quantity-limits";

export const cartQuery = z.object({ accountId: z.uuid() });

const cartRow = z.object({
  id: z.string(),
  version: z.number(),
  order_key: z.string(),
  reference: z.string().nullable(),
  reason: z.string().nullable(),
});
const lineRow = z.object({
  id: z.string(),
  kind: z.enum(["picked", "any"]),
  quantity: z.number().nullable(),
  mask: z.string().nullable(),
  state: z.string().nullable(),
  rate_center: z.string().nullable(),
  lata: z.string().nullable(),
  route: z.string().nullable(),
  numbers: z.array(pickedNumber).nullable(),
});
export type StoredCart = Cart & { id: string };

/** The person's own cart at the account; null while nothing was ever put into it. */
export async function findCart(ctx: Context, accountId: string): Promise<StoredCart | null> {
  const [[cart], limits] = await Promise.all([
    queryRows(ctx.sql, cartRow)`
      SELECT id, version, order_key, reference, reason FROM cart WHERE person_id = ${ctx.actor.id} AND account_id = ${accountId}`,
    readQuantityLimits(ctx),
  ]);
  if (!cart) return null;
  const lines = await listLines(ctx, cart.id);
  return {
    id: cart.id,
    accountId,
    version: cart.version,
    orderKey: cart.order_key,
    reference: cart.reference ?? "",
    reason: cart.reason ?? "",
    lines,
    count: lines.reduce((sum, line) => sum + countLine(line), 0),
    limit: limits[ctx.actor.role],
  };
}

async function listLines(ctx: Context, cartId: string): Promise<CartLine[]> {
  const rows = await queryRows(ctx.sql, lineRow)`
    SELECT l.id, l.kind, l.quantity, l.mask, l.state, l.rate_center, l.lata, l.route,
      (SELECT json_agg(json_build_object('number', n.e164, 'rateCenter', n.rate_center, 'state', n.state) ORDER BY n.e164)
      FROM cart_number n WHERE n.line_id = l.id) AS numbers
    FROM cart_line l WHERE l.cart_id = ${cartId} ORDER BY l.id`;
  return rows.map(({ id, route, ...row }): CartLine => {
    if (row.kind === "picked") return { id, route, kind: "picked", numbers: row.numbers ?? [] };
    const conditions = {
      mask: row.mask ?? "xxxxxxxxxx",
      state: row.state,
      rateCenter: row.rate_center,
      lata: row.lata,
    };
    return { id, route, kind: "any", quantity: row.quantity ?? 0, conditions };
  });
}

/** What the search shows of the cart: how much is in it, and which numbers. */
export type CartSummary = { count: number; limit: number | null; numbers: PhoneNumber[] };

const sumRow = z.object({ sum: z.number() });

export async function summarizeCart(ctx: Context, { accountId }: { accountId: string }): Promise<CartSummary> {
  const ofCart = sql`JOIN cart c ON c.id = x.cart_id WHERE c.person_id = ${ctx.actor.id} AND c.account_id = ${accountId}`;
  const [picked, any, limits] = await Promise.all([
    queryRows(ctx.sql, numberRow)`SELECT x.e164 FROM cart_number x ${ofCart} ORDER BY x.e164`,
    queryRows(ctx.sql, sumRow)`SELECT coalesce(sum(x.quantity), 0)::int AS sum FROM cart_line x ${ofCart}`,
    readQuantityLimits(ctx),
  ]);
  const numbers = picked.map(({ e164 }) => e164);
  return { count: numbers.length + (any[0]?.sum ?? 0), limit: limits[ctx.actor.role], numbers };
}
