import "server-only";
import type { PoolClient } from "pg";
import { uuidv7 } from "uuidv7";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { idRow, numberRow, queryRows } from "@/lib/db/sql";
import { MAX_SEARCH_RESULTS } from "@/lib/domain/inventory-search";
import type { AddedToCart, AddToCartInput, PickedNumber } from "@/lib/domain/cart";
import { AppError } from "@/lib/domain/errors";
import { rememberAccount } from "@/lib/services/accounts/last-accounts";
import { inTransaction } from "@/lib/db/transaction";
import { openInventory } from "@/lib/services/inventory/open-inventory";
import { listHeld } from "./list-held";
import { countCart, lockCart, readLimit, refuseAbove, touchCart } from "./lock-cart";

/**
 * Puts picked numbers, or so many of those that fit conditions, into the person's cart. Numbers that are ours already, asked for by an
 * open order, or in the cart are left out, with the reason. Errors: NOT_FOUND (account), INVALID_INPUT (more than the role may order).
 */
export async function addToCart(ctx: Context, { accountId, picked, any }: AddToCartInput): Promise<AddedToCart> {
  await openInventory(ctx, accountId);
  const limit = await readLimit(ctx);
  const distinct = [...new Map(picked.map((one) => [one.number, one])).values()];
  const held = await listHeld(
    ctx,
    accountId,
    distinct.map(({ number }) => number),
  );
  return inTransaction(ctx.sql, async (client) => {
    const cart = await lockCart(client, ctx, accountId);
    const inCart = await listInCart(client, cart.id, distinct);
    const leftOut = distinct.flatMap(({ number }) => {
      const why = held.get(number) ?? (inCart.has(number) ? "is in the cart already" : null);
      return why === null ? [] : [{ number, why }];
    });
    const out = new Set(leftOut.map(({ number }) => number));
    const fresh = distinct.filter(({ number }) => !out.has(number));
    for (const numbers of groupByPlace(fresh))
      await addNumbers(client, cart.id, await openLine(client, cart.id, numbers[0]), numbers);
    if (any) await addAny(client, cart.id, any);
    const count = await countCart(client, cart.id);
    if (fresh.length > 0 || any) {
      refuseAbove(limit, count);
      await touchCart(client, cart);
      await rememberAccount(client, ctx.actor.id, "purchase", accountId);
    }
    return { added: fresh.length + (any?.quantity ?? 0), leftOut, count };
  });
}

export async function addNumbers(
  client: PoolClient,
  cartId: string,
  lineId: string,
  numbers: readonly PickedNumber[],
): Promise<void> {
  await client.query(
    `INSERT INTO cart_number (cart_id, e164, line_id, rate_center, state)
     SELECT $1, u.e164, $2, u.rate_center, u.state FROM unnest($3::text[], $4::text[], $5::text[]) AS u(e164, rate_center, state)
     ON CONFLICT (cart_id, e164) DO NOTHING`,
    [
      cartId,
      lineId,
      numbers.map(({ number }) => number),
      numbers.map(({ rateCenter }) => rateCenter),
      numbers.map(({ state }) => state),
    ],
  );
}

async function listInCart(client: PoolClient, cartId: string, numbers: readonly PickedNumber[]) {
  const rows = await queryRows(client, numberRow)`
    SELECT e164 FROM cart_number WHERE cart_id = ${cartId} AND e164 = ANY(${numbers.map(({ number }) => number)}::text[])`;
  return new Set(rows.map(({ e164 }) => e164));
}

function groupByPlace(numbers: readonly PickedNumber[]): PickedNumber[][] {
  const places = new Map<string, PickedNumber[]>();
  for (const one of numbers) {
    const place = `${one.state ?? ""} ${one.rateCenter ?? ""}`;
    const known = places.get(place);
    if (known) known.push(one);
    else places.set(place, [one]);
  }
  return [...places.keys()].sort().flatMap((place) => [places.get(place) ?? []]);
}

/** Numbers of one rate center share a line, until a gateway is chosen for it: what is picked afterwards may want another. */
async function openLine(client: PoolClient, cartId: string, first: PickedNumber | undefined): Promise<string> {
  const rateCenter = first?.rateCenter ?? null;
  const state = first?.state ?? null;
  const [known] = await queryRows(client, idRow)`
    SELECT id FROM cart_line WHERE cart_id = ${cartId} AND kind = 'picked' AND route IS NULL
      AND rate_center IS NOT DISTINCT FROM ${rateCenter} AND state IS NOT DISTINCT FROM ${state} ORDER BY id DESC LIMIT 1`;
  if (known) return known.id;
  const id = uuidv7();
  await client.query(
    `INSERT INTO cart_line (id, cart_id, kind, rate_center, state) VALUES ($1, $2, 'picked', $3, $4)`,
    [id, cartId, rateCenter, state],
  );
  return id;
}

const lineRow = z.object({ id: z.string(), quantity: z.number() });

async function addAny(
  client: PoolClient,
  cartId: string,
  { quantity, mask, state, rateCenter, lata }: NonNullable<AddToCartInput["any"]>,
): Promise<void> {
  const conditions = [cartId, mask, state ?? null, rateCenter ?? null, lata ?? null];
  const [known] = await queryRows(client, lineRow)`
    SELECT id, quantity FROM cart_line WHERE cart_id = ${cartId} AND kind = 'any' AND mask = ${mask} AND route IS NULL
      AND state IS NOT DISTINCT FROM ${state ?? null} AND rate_center IS NOT DISTINCT FROM ${rateCenter ?? null}
      AND lata IS NOT DISTINCT FROM ${lata ?? null} LIMIT 1`;
  if (!known) {
    await client.query(
      `INSERT INTO cart_line (id, cart_id, kind, mask, state, rate_center, lata, quantity) VALUES ($6, $1, 'any', $2, $3, $4, $5, $7)`,
      [...conditions, uuidv7(), quantity],
    );
    return;
  }
  if (known.quantity + quantity > MAX_SEARCH_RESULTS)
    throw new AppError(
      "INVALID_INPUT",
      `The cart asks for ${known.quantity} of these already, and one line holds at most ${MAX_SEARCH_RESULTS.toLocaleString("en-US")}.`,
    );
  await client.query(`UPDATE cart_line SET quantity = quantity + $2 WHERE id = $1`, [known.id, quantity]);
}
