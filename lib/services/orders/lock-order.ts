import "server-only";
import type { PoolClient } from "pg";
import type { OrderParams } from "@/lib/carriers/carrier";
import type { Context, OpenAccount } from "@/lib/context";
import { AppError } from "@/lib/domain/errors";
import type { ItemCounts, OrderKind } from "@/lib/domain/order";
import type { OrderControl } from "@/lib/domain/order-view";
import { COUNT_COLUMNS } from "./order-columns";

export type LockedOrder = ItemCounts & {
  id: string;
  ref: string;
  kind: OrderKind;
  carrier: string;
  account_id: string;
  params: OrderParams;
  control: OrderControl;
  settled_at: Date | null;
};

/** Holds an order until the transaction ends, so that of two who ask the same at once the second sees what the first did. */
export async function lockOrder(client: PoolClient, orderId: string): Promise<LockedOrder> {
  const { rows } = await client.query<LockedOrder>(
    `SELECT o.id, o.ref, o.kind, o.carrier, o.account_id, o.params, o.control, o.settled_at, ${COUNT_COLUMNS}
     FROM orders o WHERE o.id = $1 FOR NO KEY UPDATE`,
    [orderId],
  );
  const row = rows[0];
  if (!row) throw new AppError("NOT_FOUND", "There is no such order.");
  return row;
}

/**
 * The account of an order. To be asked for before the transaction begins: within it a second connection would be wanted, and enough
 * requests at once would each hold one and wait for the other.
 */
export async function openAccountOf(ctx: Context, orderId: string): Promise<OpenAccount> {
  const { rows } = await ctx.sql.query<{ account_id: string }>(`SELECT account_id FROM orders WHERE id = $1`, [
    orderId,
  ]);
  const row = rows[0];
  if (!row) throw new AppError("NOT_FOUND", "There is no such order.");
  return ctx.carriers.open(row.account_id);
}
