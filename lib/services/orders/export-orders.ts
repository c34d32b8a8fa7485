import "server-only";
import type { Context } from "@/lib/context";
import type { CsvCell } from "@/lib/domain/csv-row";
import type { OrderQuery } from "@/lib/domain/order-query";
import { ORDERS_TABLE } from "@/lib/domain/order-tables";
import { listHeadings, toCells } from "@/lib/domain/table";
import { spellTimesIn } from "@/lib/domain/time-zone";
import type { ExportTable } from "@/lib/services/exports/export-table";
import { listExpectations } from "./list-expectations";
import { readPage } from "./list-orders";
import { filterOrders } from "./order-filter";

const ROWS_AT_ONCE = 1_000;

/** The ledger as the filters show it, all pages of it; the place in the list is ignored. */
export const exportOrders = (ctx: Context, query: OrderQuery): ExportTable => ({
  sheet: "Orders",
  head: listHeadings(ORDERS_TABLE),
  chunks: readRows(ctx, query),
});

async function* readRows(ctx: Context, query: OrderQuery): AsyncGenerator<CsvCell[][]> {
  const expectations = await listExpectations(ctx);
  if (filterOrders(query, { ...ctx, expectations }).fault) return;
  const spellTime = spellTimesIn(ctx.timeZone);
  let after: string | undefined;
  do {
    const page = await readPage(ctx, { ...query, before: undefined, after }, expectations, ROWS_AT_ONCE);
    yield page.rows.map((row) => toCells(ORDERS_TABLE, row, spellTime));
    after = page.next ?? undefined;
  } while (after);
}
