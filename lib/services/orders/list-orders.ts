import "server-only";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { inSnapshot } from "@/lib/db/snapshot";
import { countRow, queryRows, raw, sql, where } from "@/lib/db/sql";
import type { OrderQuery } from "@/lib/domain/order-query";
import type { OrderRow } from "@/lib/domain/order-view";
import { listExpectations, type Expectation } from "./list-expectations";
import { ORDER_COLUMNS, orderSqlRow, toOrderView, type OrderSqlRow } from "./order-columns";
import { countOverdue, filterOrders } from "./order-filter";

export const ORDERS_PER_PAGE = 50;
const COUNTED_TO = 10_000;

export type OrderPage = {
  rows: OrderRow[];
  /** Exact up to 10,000. */
  total: { count: number; isExact: boolean };
  previous: string | null;
  next: string | null;
  /** The moment that all of it is of. */
  at: string;
  /** Why a filter cannot be understood: nothing was looked for. */
  fault: string | null;
};

/** One page of the ledger, newest first. The cursor is the place of a row, so that a page costs the same at every depth. */
export const listOrders = (ctx: Context, query: OrderQuery): Promise<OrderPage> =>
  inSnapshot(ctx, (snapshot) => readLedger(snapshot, query));

async function readLedger(ctx: Context, query: OrderQuery): Promise<OrderPage> {
  const at = ctx.now().toISOString();
  const expectations = await listExpectations(ctx);
  const { conditions, fault } = filterOrders(query, { ...ctx, expectations });
  if (fault) return { rows: [], total: { count: 0, isExact: true }, previous: null, next: null, at, fault };
  const [counted, page] = await Promise.all([
    queryRows(ctx.sql, countRow)`
      SELECT count(*) AS count FROM (SELECT 1 FROM orders o ${where(conditions)} LIMIT ${COUNTED_TO + 1}) c`,
    readPage(ctx, query, expectations, ORDERS_PER_PAGE),
  ]);
  const count = counted[0]?.count ?? 0;
  return {
    ...page,
    total: { count: Math.min(count, COUNTED_TO), isExact: count <= COUNTED_TO },
    at,
    fault: null,
  };
}

const listedRow = orderSqlRow.extend({ overdue: z.number() });

/** The same rows for an export: pages of `size` after the cursor, without counts. */
export async function readPage(
  ctx: Pick<Context, "sql" | "timeZone">,
  query: OrderQuery,
  expectations: readonly Expectation[],
  size: number,
): Promise<Pick<OrderPage, "rows" | "previous" | "next">> {
  const { conditions } = filterOrders(query, { ...ctx, expectations });
  const isBackwards = query.after === undefined && query.before !== undefined;
  const cursor = query.after ?? query.before;
  if (cursor) {
    const [at, id] = cursor.split(".");
    conditions.push(
      sql`(o.created_at, o.id) ${isBackwards ? sql`>` : sql`<`} (to_timestamp(${Number(at)} / 1000.0), ${id}::uuid)`,
    );
  }
  const direction = raw(isBackwards ? "ASC" : "DESC");
  const rows = await queryRows(ctx.sql, listedRow)`
    SELECT ${raw(ORDER_COLUMNS)}, ${countOverdue(expectations)} AS overdue
    FROM (SELECT * FROM orders o ${where(conditions)}
      ORDER BY o.created_at ${direction}, o.id ${direction} LIMIT ${size + 1}) o
    JOIN carrier_account a ON a.id = o.account_id LEFT JOIN person p ON p.id = o.created_by_id
    ORDER BY o.created_at ${direction}, o.id ${direction}`;
  const hasMore = rows.length > size;
  const shown = rows.slice(0, size);
  if (isBackwards) shown.reverse();
  const [first, last] = [shown.at(0), shown.at(-1)];
  const hasPrevious = isBackwards ? hasMore : cursor !== undefined;
  const hasNext = isBackwards ? true : hasMore;
  return {
    rows: shown.map((row) => ({ ...toOrderView(row), overdue: row.overdue })),
    previous: hasPrevious && first ? toCursor(first) : null,
    next: hasNext && last ? toCursor(last) : null,
  };
}

const toCursor = (row: OrderSqlRow) => `${row.created_at.getTime()}.${row.id}`;
