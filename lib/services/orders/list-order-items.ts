import "server-only";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { inSnapshot } from "@/lib/db/snapshot";
import { and, countRow, queryRows, raw, sql, type SqlPart } from "@/lib/db/sql";
import { itemState } from "@/lib/domain/order";
import { type ItemFilter, type OrderItemQuery, readItemCursor } from "@/lib/domain/order-query";
import type { OrderItemRow } from "@/lib/domain/order-view";
import { cutPage, type Page, readPlace, type Total, toTotal } from "@/lib/domain/page";
import { parsePhoneNumber, phoneNumber } from "@/lib/domain/phone-number";
import { matrixSql } from "./matrix-sql";
import { toIso } from "./order-columns";
import { CAUSE } from "./outcome-cause";

export const ITEMS_PER_PAGE = 50;
const COUNTED_TO = 10_000;

export type OrderItemPage = Page<OrderItemRow> & { total: Total };

const itemSqlRow = z.object({
  seq: z.number(),
  e164: phoneNumber,
  state: itemState,
  attempt: z.number(),
  code: z.string().nullable(),
  message: z.string().nullable(),
  is_retryable: z.boolean().nullable(),
  reference: z.string().nullable(),
  external_id: z.string().nullable(),
  accepted_at: z.date().nullable(),
  settled_at: z.date().nullable(),
  updated_at: z.date(),
});
type ItemSqlRow = z.infer<typeof itemSqlRow>;

/** The filter on `order_item i` that the address of an order's table means. Digits that make no whole number match within numbers. */
export function filterItems(orderId: string, query: OrderItemQuery): SqlPart[] {
  const conditions = [sql`i.order_id = ${orderId}`];
  if (query.state === "pending") conditions.push(sql`i.state IN ('queued', 'sending', 'accepted')`);
  else if (query.state) conditions.push(sql`i.state = ${query.state}`);
  if (query.cause) conditions.push(sql`${raw(CAUSE)} = ${query.cause}`);
  if (query.cell) {
    const { step, state } = query.cell;
    const steps = matrixSql(sql`${orderId}`, sql`(SELECT account_id FROM orders WHERE id = ${orderId})`);
    conditions.push(sql`i.seq IN (SELECT m.seq FROM (${steps}) m WHERE m.${raw(step)} = ${state})`);
  }
  if (query.number) {
    const parsed = parsePhoneNumber(query.number);
    if (parsed.ok) conditions.push(sql`i.e164 = ${parsed.number}`);
    else {
      const digits = query.number.replace(/\D/g, "");
      // No digits at all: nothing can match, and nothing is shown rather than everything.
      conditions.push(digits === "" ? sql`false` : sql`i.e164 LIKE ${`%${digits}%`}`);
    }
  }
  return conditions;
}

/** What wants a person comes first, each part in the order in which the numbers were given. Each has an index in that order. */
const PARTS = [
  { holds: (state: ItemFilter) => state === "failed", condition: sql`i.state = 'failed'` },
  { holds: (state: ItemFilter) => state === "unknown", condition: sql`i.state = 'unknown'` },
  {
    holds: (state: ItemFilter) => state !== "failed" && state !== "unknown",
    condition: sql`i.state NOT IN ('failed', 'unknown')`,
  },
];

/** One page of an order's numbers: failed ones first, then unknown ones, then the rest. The cursor is a part and a place in it. */
export const listOrderItems = (
  ctx: Pick<Context, "sql">,
  orderId: string,
  query: OrderItemQuery,
): Promise<OrderItemPage> =>
  inSnapshot(ctx, async (snapshot) => {
    const filter = and(filterItems(orderId, query));
    const [counted, page] = await Promise.all([
      queryRows(snapshot.sql, countRow)`
        SELECT count(*) AS count FROM (SELECT 1 FROM order_item i WHERE ${filter} LIMIT ${COUNTED_TO + 1}) c`,
      readPage(snapshot, orderId, query),
    ]);
    return { ...page, total: toTotal(counted[0]?.count, COUNTED_TO) };
  });

type Placed = ItemSqlRow & { part: number };

async function readPage(
  ctx: Pick<Context, "sql">,
  orderId: string,
  query: OrderItemQuery,
): Promise<Omit<OrderItemPage, "total">> {
  const { cursor: text, isBackwards } = readPlace(query);
  const cursor = text === undefined ? undefined : readItemCursor(text);
  const found: Placed[] = [];
  for (const part of isBackwards ? [2, 1, 0] : [0, 1, 2]) {
    const isPast = cursor !== undefined && (isBackwards ? part > cursor.part : part < cursor.part);
    const size = ITEMS_PER_PAGE + 1 - found.length;
    const { condition, holds } = PARTS[part] ?? {};
    if (isPast || size === 0 || condition === undefined || (query.state && !holds?.(query.state))) continue;
    const from = cursor?.part === part ? cursor.seq : null;
    const rows = await readRows(ctx, orderId, query, { isBackwards, from, size, only: condition });
    found.push(...rows.map((row) => ({ ...row, part })));
  }
  const page = cutPage(found, ITEMS_PER_PAGE, { cursor, isBackwards }, toCursor);
  return { ...page, rows: page.rows.map(toItemRow) };
}

const toCursor = ({ part, seq }: Placed) => `${part}.${seq}`;

/** For an export: `size` numbers after one of them, in the order in which they were given. */
export async function readItems(
  ctx: Pick<Context, "sql">,
  orderId: string,
  query: OrderItemQuery,
  { after, size }: { after: number; size: number },
): Promise<OrderItemRow[]> {
  const rows = await readRows(ctx, orderId, query, { isBackwards: false, from: after, size, only: null });
  return rows.map(toItemRow);
}

async function readRows(
  ctx: Pick<Context, "sql">,
  orderId: string,
  query: OrderItemQuery,
  { isBackwards, from, size, only }: { isBackwards: boolean; from: number | null; size: number; only: SqlPart | null },
): Promise<ItemSqlRow[]> {
  const conditions = filterItems(orderId, query);
  if (only !== null) conditions.push(only);
  if (from !== null) conditions.push(isBackwards ? sql`i.seq < ${from}` : sql`i.seq > ${from}`);
  const direction = raw(isBackwards ? "DESC" : "ASC");
  const rows = await queryRows(ctx.sql, itemSqlRow)`
    SELECT i.seq, i.e164, i.state, i.attempt, i.code, i.message, i.is_retryable, d.reference, d.external_id, i.accepted_at, i.settled_at,
      i.updated_at
    FROM (SELECT * FROM order_item i WHERE ${and(conditions)} ORDER BY i.seq ${direction} LIMIT ${size}) i
    LEFT JOIN dispatch d ON d.id = i.dispatch_id ORDER BY i.seq ${direction}`;
  return rows;
}

const toItemRow = (row: ItemSqlRow): OrderItemRow => ({
  seq: row.seq,
  number: row.e164,
  state: row.state,
  attempt: row.attempt,
  code: row.code,
  message: row.message,
  isRetryable: row.is_retryable,
  reference: row.reference,
  externalId: row.external_id,
  acceptedAt: toIso(row.accepted_at),
  settledAt: toIso(row.settled_at),
  updatedAt: row.updated_at.toISOString(),
});
