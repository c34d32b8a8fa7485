import "server-only";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { queryRows, raw, sql } from "@/lib/db/sql";
import { AppError } from "@/lib/domain/errors";
import { ORDER_KINDS, orderKind, orderStatus, sumOrder } from "@/lib/domain/order";
import {
  ORDER_RELATIONS,
  type DispatchView,
  type OrderHead,
  type OrderLink,
  type OrderRelation,
} from "@/lib/domain/order-view";
import { findOpenAccount } from "@/lib/services/accounts/find-open-account";
import {
  COUNT_COLUMNS,
  countColumns,
  ORDER_COLUMNS,
  orderParams,
  orderSqlRow,
  pickCounts,
  toIso,
  toOrderView,
} from "./order-columns";

const headRow = orderSqlRow.extend({
  params: orderParams,
  parent_id: z.string().nullable(),
  submitted_at: z.date().nullable(),
  first_sent_at: z.date().nullable(),
  retryable: z.number(),
});
const linkRow = z.object({
  ...countColumns,
  id: z.string(),
  ref: z.string(),
  kind: orderKind,
  relation: z.enum(ORDER_RELATIONS).nullable(),
  status: orderStatus,
  created_at: z.date(),
});
const dispatchRow = z.object({
  reference: z.string(),
  external_id: z.string().nullable(),
  size: z.number(),
  created_at: z.date(),
});

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const SHOWN_DISPATCHES = 10;

/** One order by its id or by our reference. Throws AppError NOT_FOUND. */
export async function getOrder(ctx: Context, idOrRef: string): Promise<OrderHead> {
  const rows = await queryRows(ctx.sql, headRow)`
    SELECT ${raw(ORDER_COLUMNS)}, o.params, o.parent_id, o.submitted_at, o.first_sent_at,
      (SELECT count(*) FROM order_item i WHERE i.order_id = o.id AND i.state = 'failed' AND i.is_retryable) AS retryable
    FROM orders o JOIN carrier_account a ON a.id = o.account_id LEFT JOIN person p ON p.id = o.created_by_id
    WHERE ${UUID.test(idOrRef) ? sql`o.id = ${idOrRef}::uuid` : sql`o.ref = upper(${idOrRef})`}`;
  const row = rows[0];
  if (!row) throw new AppError("NOT_FOUND", "There is no such order.");
  const [links, dispatches, account] = await Promise.all([
    listLinks(ctx, row),
    listDispatches(ctx, row.id),
    findOpenAccount(ctx, row.account_id),
  ]);
  const inverse = ORDER_KINDS[row.kind].inverse;
  const children = links.filter((link) => link.id !== row.parent_id);
  const countChildren = (relation: OrderRelation) => children.filter((child) => child.relation === relation).length;
  return {
    ...toOrderView(row),
    carrierId: row.carrier,
    accountId: row.account_id,
    counts: pickCounts(row),
    params: row.params,
    submittedAt: toIso(row.submitted_at),
    firstSentAt: toIso(row.first_sent_at),
    parent: links.find((link) => link.id === row.parent_id) ?? null,
    children,
    dispatches,
    note: account?.definition.notes?.[row.kind] ?? null,
    isAccountOpen: account !== null,
    inverse: inverse !== null && account?.carrier.programs[inverse] ? inverse : null,
    retryable: row.retryable,
    retries: countChildren("retry"),
    undos: countChildren("undo"),
  };
}

async function listLinks(ctx: Context, order: { id: string; parent_id: string | null }): Promise<OrderLink[]> {
  const rows = await queryRows(ctx.sql, linkRow)`
    SELECT o.id, o.ref, o.kind, o.relation, o.status, o.created_at, ${raw(COUNT_COLUMNS)} FROM orders o
    WHERE o.parent_id = ${order.id} OR o.id = ${order.parent_id} ORDER BY o.created_at, o.id LIMIT 200`;
  return rows.map((row) => ({
    id: row.id,
    ref: row.ref,
    kind: row.kind,
    relation: row.relation,
    status: row.status,
    sums: sumOrder(row),
    createdAt: row.created_at.toISOString(),
  }));
}

/** Only where one write carries many numbers: else the reference stands with each number. */
async function listDispatches(ctx: Context, orderId: string): Promise<DispatchView[]> {
  const rows = await queryRows(ctx.sql, dispatchRow)`
    SELECT reference, external_id, size, created_at FROM dispatch WHERE order_id = ${orderId} ORDER BY created_at LIMIT ${SHOWN_DISPATCHES}`;
  return rows
    .filter((row) => row.size > 1 || row.external_id !== null)
    .map((row) => ({
      reference: row.reference,
      externalId: row.external_id,
      size: row.size,
      createdAt: row.created_at.toISOString(),
    }));
}
