import "server-only";
import type { Context } from "@/lib/context";
import { and, numberRow, queryRows } from "@/lib/db/sql";
import type { CsvCell } from "@/lib/domain/csv-row";
import { ITEMS_TABLE } from "@/lib/domain/order-tables";
import { listHeadings, toCells } from "@/lib/domain/table";
import type { OrderItemQuery } from "@/lib/domain/order-query";
import type { OrderHead } from "@/lib/domain/order-view";
import type { PhoneNumber } from "@/lib/domain/phone-number";
import { spellTimesIn } from "@/lib/domain/time-zone";
import type { ExportTable } from "@/lib/services/exports/export-table";
import { explainOutcome } from "./explain-outcome";
import { filterItems, readItems } from "./list-order-items";

const ROWS_AT_ONCE = 2_000;

/** An order's numbers and their results: ten digits first, so that the file can be imported as it is. */
export const exportOrderItems = (
  ctx: Context,
  order: Pick<OrderHead, "id" | "carrierId">,
  query: OrderItemQuery,
): ExportTable => ({ sheet: "Numbers", head: listHeadings(ITEMS_TABLE), chunks: readRows(ctx, order, query) });

async function* readRows(
  ctx: Context,
  order: Pick<OrderHead, "id" | "carrierId">,
  query: OrderItemQuery,
): AsyncGenerator<CsvCell[][]> {
  const spellTime = spellTimesIn(ctx.timeZone);
  for (let after = 0; ;) {
    const rows = await readItems(ctx, order.id, query, { after, size: ROWS_AT_ONCE });
    const last = rows.at(-1);
    if (!last) return;
    yield rows.map((row) => toCells(ITEMS_TABLE, { ...row, ...explainOutcome(order.carrierId, row) }, spellTime));
    after = last.seq;
  }
}

/** The numbers alone, in E.164, in the order in which they were given: for the clipboard. */
export async function listItemNumbers(
  ctx: Pick<Context, "sql">,
  orderId: string,
  query: OrderItemQuery,
): Promise<PhoneNumber[]> {
  const rows = await queryRows(ctx.sql, numberRow)`
    SELECT i.e164 FROM order_item i WHERE ${and(filterItems(orderId, query))} ORDER BY i.seq`;
  return rows.map((row) => row.e164);
}
