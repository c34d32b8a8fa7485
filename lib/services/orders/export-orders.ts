import "server-only";
import type { Context } from "@/lib/context";
import type { CsvCell } from "@/lib/domain/csv-row";
import { ORDER_KINDS } from "@/lib/domain/order";
import type { OrderQuery } from "@/lib/domain/order-query";
import type { ExportTable } from "@/lib/services/exports/export-table";
import { listExpectations } from "./list-expectations";
import { readPage } from "./list-orders";
import { filterOrders } from "./order-filter";

const ROWS_AT_ONCE = 1_000;

const HEAD = [
  "Reference",
  "Kind",
  "Carrier",
  "Account",
  "Status",
  "Requested",
  "Confirmed",
  "Failed",
  "Skipped",
  "Pending",
  "Unknown",
  "Overdue",
  "Placed by",
  "Reason",
  "Placed at (UTC)",
  "Ended at (UTC)",
];

/** The ledger as the filters show it, all pages of it; the place in the list is ignored. */
export const exportOrders = (ctx: Context, query: OrderQuery): ExportTable => ({
  sheet: "Orders",
  head: HEAD,
  chunks: readRows(ctx, query),
});

async function* readRows(ctx: Context, query: OrderQuery): AsyncGenerator<CsvCell[][]> {
  const expectations = await listExpectations(ctx);
  if (filterOrders(query, { ...ctx, expectations }).fault) return;
  let after: string | undefined;
  do {
    const page = await readPage(ctx, { ...query, before: undefined, after }, expectations, ROWS_AT_ONCE);
    yield page.rows.map((row) => [
      row.ref,
      ORDER_KINDS[row.kind].label,
      row.carrierLabel,
      row.accountLabel,
      row.status,
      row.sums.requested,
      row.sums.confirmed,
      row.sums.failed,
      row.sums.skipped,
      row.sums.pending,
      row.sums.unknown,
      row.overdue,
      row.personName ?? "Tandem",
      row.reason,
      row.createdAt,
      row.settledAt,
    ]);
    after = page.next ?? undefined;
  } while (after);
}
