import "server-only";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { readAgeCursor, toAgeCursor } from "@/lib/db/age-place";
import { inSnapshot } from "@/lib/db/snapshot";
import { countRow, queryRows, raw, sql, where } from "@/lib/db/sql";
import type { OrderQuery } from "@/lib/domain/order-query";
import type { OrderRow } from "@/lib/domain/order-view";
import { cutPage, type Page, readPlace, type Total, toTotal } from "@/lib/domain/page";
import { listExpectations, type Expectation } from "./list-expectations";
import { ORDER_COLUMNS, orderSqlRow, toOrderView } from "./order-columns";
import { countOverdue, filterOrders } from "./order-filter";

export const ORDERS_PER_PAGE = 50;
const COUNTED_TO = 10_000;

export type OrderPage = Page<OrderRow> & {
  /** Exact up to 10,000. */
  total: Total;
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
  return { ...page, total: toTotal(counted[0]?.count, COUNTED_TO), at, fault: null };
}

const listedRow = orderSqlRow.extend({ overdue: z.number() });

/** The same rows for an export: pages of `size` after the cursor, without counts. */
export async function readPage(
  ctx: Pick<Context, "sql" | "timeZone">,
  query: OrderQuery,
  expectations: readonly Expectation[],
  size: number,
): Promise<Page<OrderRow>> {
  const { conditions } = filterOrders(query, { ...ctx, expectations });
  const place = readPlace(query);
  if (place.cursor)
    conditions.push(sql`(o.created_at, o.id) ${place.isBackwards ? sql`>` : sql`<`} ${readAgeCursor(place.cursor)}`);
  const direction = raw(place.isBackwards ? "ASC" : "DESC");
  const rows = await queryRows(ctx.sql, listedRow)`
    SELECT ${raw(ORDER_COLUMNS)}, ${countOverdue(expectations)} AS overdue
    FROM (SELECT * FROM orders o ${where(conditions)}
      ORDER BY o.created_at ${direction}, o.id ${direction} LIMIT ${size + 1}) o
    JOIN carrier_account a ON a.id = o.account_id LEFT JOIN person p ON p.id = o.created_by_id
    ORDER BY o.created_at ${direction}, o.id ${direction}`;
  const page = cutPage(rows, size, place, ({ created_at, id }) => toAgeCursor(created_at, id));
  return { ...page, rows: page.rows.map((row) => ({ ...toOrderView(row), overdue: row.overdue })) };
}
