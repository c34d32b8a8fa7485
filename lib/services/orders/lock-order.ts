import "server-only";
import type { PoolClient } from "pg";
import { z } from "zod";
import type { Context, OpenAccount } from "@/lib/context";
import { queryRows, raw } from "@/lib/db/sql";
import { AppError } from "@/lib/domain/errors";
import { orderKind } from "@/lib/domain/order";
import { ORDER_CONTROLS } from "@/lib/domain/order-view";
import { COUNT_COLUMNS, countColumns, orderParams } from "./order-columns";

export const lockedOrder = z.object({
  ...countColumns,
  id: z.string(),
  ref: z.string(),
  kind: orderKind,
  carrier: z.string(),
  account_id: z.string(),
  params: orderParams,
  control: z.enum(ORDER_CONTROLS),
  settled_at: z.date().nullable(),
});
export type LockedOrder = z.infer<typeof lockedOrder>;

/** Holds an order until the transaction ends, so that of two who ask the same at once the second sees what the first did. */
export async function lockOrder(client: PoolClient, orderId: string): Promise<LockedOrder> {
  const [row] = await queryRows(client, lockedOrder)`
    SELECT o.id, o.ref, o.kind, o.carrier, o.account_id, o.params, o.control, o.settled_at, ${raw(COUNT_COLUMNS)}
    FROM orders o WHERE o.id = ${orderId} FOR NO KEY UPDATE`;
  if (!row) throw new AppError("NOT_FOUND", "There is no such order.");
  return row;
}

const accountRow = z.object({ account_id: z.string() });

/**
 * The account of an order. To be asked for before the transaction begins: within it a second connection would be wanted, and enough
 * requests at once would each hold one and wait for the other.
 */
export async function openAccountOf(ctx: Context, orderId: string): Promise<OpenAccount> {
  const [row] = await queryRows(ctx.sql, accountRow)`SELECT account_id FROM orders WHERE id = ${orderId}`;
  if (!row) throw new AppError("NOT_FOUND", "There is no such order.");
  return ctx.carriers.open(row.account_id);
}
