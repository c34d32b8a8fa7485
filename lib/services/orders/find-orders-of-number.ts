import "server-only";
import type { Context } from "@/lib/context";
import type { ItemState, OrderKind, OrderStatus } from "@/lib/domain/order";
import type { OrderOfNumber } from "@/lib/domain/order-view";
import type { PhoneNumber } from "@/lib/domain/phone-number";
import { labelCarrier } from "./order-columns";

/** The orders that hold a number, newest first, with what became of it in each; at most `most`. */
export async function listOrdersOfNumber(
  ctx: Pick<Context, "sql">,
  number: PhoneNumber,
  { most = 50 }: { most?: number } = {},
): Promise<OrderOfNumber[]> {
  const { rows } = await ctx.sql.query<{
    id: string;
    ref: string;
    kind: OrderKind;
    carrier: string;
    account_label: string;
    status: OrderStatus;
    seq: number;
    state: ItemState;
    code: string | null;
    message: string | null;
    created_at: Date;
    updated_at: Date;
  }>(
    `SELECT o.id, o.ref, o.kind, o.carrier, a.label AS account_label, o.status, i.seq, i.state, i.code, i.message, o.created_at, i.updated_at
     FROM order_item i JOIN orders o ON o.id = i.order_id JOIN carrier_account a ON a.id = o.account_id
     WHERE i.e164 = $1 ORDER BY o.created_at DESC, o.id DESC LIMIT $2`,
    [number, most],
  );
  return rows.map((row) => ({
    orderId: row.id,
    ref: row.ref,
    kind: row.kind,
    carrierLabel: labelCarrier(row.carrier),
    accountLabel: row.account_label,
    orderStatus: row.status,
    seq: row.seq,
    state: row.state,
    code: row.code,
    message: row.message,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  }));
}
