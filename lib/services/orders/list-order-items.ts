import "server-only";
import type { Context } from "@/lib/context";
import type { ItemState } from "@/lib/domain/order";
import type { OrderItemQuery } from "@/lib/domain/order-query";
import type { OrderItemRow } from "@/lib/domain/order-view";
import { parsePhoneNumber, type PhoneNumber } from "@/lib/domain/phone-number";
import { matrixSql } from "./matrix-sql";
import { toIso } from "./order-columns";
import { bind, type SqlValues } from "./order-filter";
import { CAUSE } from "./outcome-cause";

export const ITEMS_PER_PAGE = 50;
const COUNTED_TO = 10_000;

export type OrderItemPage = {
  rows: OrderItemRow[];
  total: { count: number; isExact: boolean };
  previous: string | null;
  next: string | null;
};

type ItemSqlRow = {
  seq: number;
  e164: PhoneNumber;
  state: ItemState;
  attempt: number;
  code: string | null;
  message: string | null;
  is_retryable: boolean | null;
  reference: string | null;
  external_id: string | null;
  accepted_at: Date | null;
  settled_at: Date | null;
  updated_at: Date;
};

/** The filter on `order_item i` that the address of an order's table means. Digits that make no whole number match within numbers. */
export function filterItems(orderId: string, query: OrderItemQuery, values: SqlValues): string[] {
  const order = bind(values, orderId);
  const conditions = [`i.order_id = ${order}`];
  if (query.state === "pending") conditions.push("i.state IN ('queued', 'sending', 'accepted')");
  else if (query.state) conditions.push(`i.state = ${bind(values, query.state)}`);
  if (query.cause) conditions.push(`${CAUSE} = ${bind(values, query.cause)}`);
  if (query.cell) {
    const { step, state } = query.cell;
    const steps = matrixSql(order, `(SELECT account_id FROM orders WHERE id = ${order})`);
    conditions.push(`i.seq IN (SELECT m.seq FROM (${steps}) m WHERE m.${step} = ${bind(values, state)})`);
  }
  if (query.number) {
    const parsed = parsePhoneNumber(query.number);
    if (parsed.ok) conditions.push(`i.e164 = ${bind(values, parsed.number)}`);
    else {
      const digits = query.number.replace(/\D/g, "");
      // No digits at all: nothing can match, and nothing is shown rather than everything.
      conditions.push(digits === "" ? "false" : `i.e164 LIKE '%' || ${bind(values, digits)} || '%'`);
    }
  }
  return conditions;
}

/** One page of an order's numbers, in the order in which they were given. */
export async function listOrderItems(
  ctx: Pick<Context, "sql">,
  orderId: string,
  query: OrderItemQuery,
): Promise<OrderItemPage> {
  const counting: SqlValues = [];
  const where = filterItems(orderId, query, counting).join(" AND ");
  const [counted, page] = await Promise.all([
    ctx.sql.query<{ count: number }>(
      `SELECT count(*) AS count FROM (SELECT 1 FROM order_item i WHERE ${where} LIMIT ${COUNTED_TO + 1}) c`,
      counting,
    ),
    readItems(ctx, orderId, query, ITEMS_PER_PAGE),
  ]);
  const count = counted.rows[0]?.count ?? 0;
  return { ...page, total: { count: Math.min(count, COUNTED_TO), isExact: count <= COUNTED_TO } };
}

/** The same rows for an export: `size` of them after the cursor, without counts. */
export async function readItems(
  ctx: Pick<Context, "sql">,
  orderId: string,
  query: OrderItemQuery,
  size: number,
): Promise<Pick<OrderItemPage, "rows" | "previous" | "next">> {
  const values: SqlValues = [];
  const conditions = filterItems(orderId, query, values);
  const isBackwards = query.after === undefined && query.before !== undefined;
  const cursor = query.after ?? query.before;
  if (cursor) conditions.push(`i.seq ${isBackwards ? "<" : ">"} ${bind(values, Number(cursor))}`);
  const { rows } = await ctx.sql.query<ItemSqlRow>(
    `SELECT i.seq, i.e164, i.state, i.attempt, i.code, i.message, i.is_retryable, d.reference, d.external_id, i.accepted_at, i.settled_at,
       i.updated_at
     FROM (SELECT * FROM order_item i WHERE ${conditions.join(" AND ")} ORDER BY i.seq ${isBackwards ? "DESC" : "ASC"} LIMIT ${size + 1}) i
     LEFT JOIN dispatch d ON d.id = i.dispatch_id ORDER BY i.seq ${isBackwards ? "DESC" : "ASC"}`,
    values,
  );
  const hasMore = rows.length > size;
  const shown = rows.slice(0, size);
  if (isBackwards) shown.reverse();
  const [first, last] = [shown.at(0), shown.at(-1)];
  const hasPrevious = isBackwards ? hasMore : cursor !== undefined;
  return {
    rows: shown.map(toItemRow),
    previous: hasPrevious && first ? String(first.seq) : null,
    next: (isBackwards || hasMore) && last ? String(last.seq) : null,
  };
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
