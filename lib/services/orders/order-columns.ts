import "server-only";
import { findCarrier } from "@/lib/carriers/registry";
import { sumOrder, type ItemCounts, type OrderKind, type OrderStatus } from "@/lib/domain/order";
import type { OrderControl, OrderRelation } from "@/lib/domain/order-view";

export const COUNT_COLUMNS = "o.queued, o.sending, o.accepted, o.confirmed, o.failed, o.skipped, o.unknown";

/** Of `orders o`, its `carrier_account a` and its `person p`: what every view of an order needs. */
export const ORDER_COLUMNS = `o.id, o.ref, o.kind, o.carrier, o.account_id, o.status, o.control, o.relation, o.reason, o.created_at,
  o.settled_at, ${COUNT_COLUMNS}, a.label AS account_label, a.mode, p.name AS person_name`;

export type OrderSqlRow = ItemCounts & {
  id: string;
  ref: string;
  kind: OrderKind;
  carrier: string;
  account_id: string;
  status: OrderStatus;
  control: OrderControl;
  relation: OrderRelation | null;
  reason: string | null;
  created_at: Date;
  settled_at: Date | null;
  account_label: string;
  mode: string;
  person_name: string | null;
};

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
