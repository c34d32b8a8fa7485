import "server-only";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { queryRows } from "@/lib/db/sql";
import { orderKind, orderStatus, itemState } from "@/lib/domain/order";
import type { OrderOfNumber } from "@/lib/domain/order-view";
import type { PhoneNumber } from "@/lib/domain/phone-number";
import { labelCarrier } from "./order-columns";

const orderOfNumberRow = z.object({
  id: z.string(),
  ref: z.string(),
  kind: orderKind,
  carrier: z.string(),
  account_label: z.string(),
  status: orderStatus,
  seq: z.number(),
  state: itemState,
  code: z.string().nullable(),
  message: z.string().nullable(),
  created_at: z.date(),
  updated_at: z.date(),
});

/** The orders that hold a number, newest first, with its outcome in each; at most `most`. */
export async function listOrdersOfNumber(
  ctx: Pick<Context, "sql">,
  number: PhoneNumber,
  { most = 50 }: { most?: number } = {},
): Promise<OrderOfNumber[]> {
  const rows = await queryRows(ctx.sql, orderOfNumberRow)`
    SELECT o.id, o.ref, o.kind, o.carrier, a.label AS account_label, o.status, i.seq, i.state, i.code, i.message, o.created_at, i.updated_at
    FROM order_item i JOIN orders o ON o.id = i.order_id JOIN carrier_account a ON a.id = o.account_id
    WHERE i.e164 = ${number} ORDER BY o.created_at DESC, o.id DESC LIMIT ${most}`;
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
