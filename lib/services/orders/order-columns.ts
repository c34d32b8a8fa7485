import "server-only";
import { z } from "zod";
import { findCarrier } from "@/lib/carriers/registry";
import { sql } from "@/lib/db/sql";
import { orderKind, orderStatus, sumOrder, type ItemCounts, type ItemState } from "@/lib/domain/order";
import { ORDER_CONTROLS, ORDER_RELATIONS } from "@/lib/domain/order-view";

/** Of `orders o`: the columns of `countColumns`. */
export const COUNT_COLUMNS = "o.queued, o.sending, o.accepted, o.confirmed, o.failed, o.skipped, o.unknown";

export const countColumns = {
  queued: z.number(),
  sending: z.number(),
  accepted: z.number(),
  confirmed: z.number(),
  failed: z.number(),
  skipped: z.number(),
  unknown: z.number(),
} satisfies Record<ItemState, z.ZodNumber>;

/** Of `orders o`: in progress, wherever orders in progress are listed or counted. An item whose result was lost keeps its order so. */
export const IS_IN_PROGRESS = sql`o.queued + o.sending + o.accepted + o.unknown > 0 AND o.submitted_at IS NOT NULL`;

/** What is stored with an order for its carrier; see OrderParams. */
export const orderParams = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));

/** Of `orders o`, its `carrier_account a` and its `person p`: what every view of an order needs. */
export const ORDER_COLUMNS = `o.id, o.ref, o.kind, o.carrier, o.account_id, o.status, o.control, o.relation, o.reason, o.created_at,
  o.settled_at, ${COUNT_COLUMNS}, a.label AS account_label, a.mode, p.name AS person_name`;

export const orderSqlRow = z.object({
  ...countColumns,
  id: z.string(),
  ref: z.string(),
  kind: orderKind,
  carrier: z.string(),
  account_id: z.string(),
  status: orderStatus,
  control: z.enum(ORDER_CONTROLS),
  relation: z.enum(ORDER_RELATIONS).nullable(),
  reason: z.string().nullable(),
  created_at: z.date(),
  settled_at: z.date().nullable(),
  account_label: z.string(),
  mode: z.string(),
  person_name: z.string().nullable(),
});
export type OrderSqlRow = z.infer<typeof orderSqlRow>;

export const labelCarrier = (id: string) => findCarrier(id)?.label ?? id;

export const toIso = (at: Date | null) => at?.toISOString() ?? null;

export function pickCounts(row: ItemCounts): ItemCounts {
  const { queued, sending, accepted, confirmed, failed, skipped, unknown } = row;
  return { queued, sending, accepted, confirmed, failed, skipped, unknown };
}

export const toOrderView = (row: OrderSqlRow) => ({
  id: row.id,
  ref: row.ref,
  kind: row.kind,
  carrierLabel: labelCarrier(row.carrier),
  accountLabel: row.account_label,
  isSandbox: row.mode === "sandbox",
  status: row.status,
  control: row.control,
  sums: sumOrder(row),
  personName: row.person_name,
  relation: row.relation,
  reason: row.reason,
  createdAt: row.created_at.toISOString(),
  settledAt: toIso(row.settled_at),
});
