import "server-only";
import type { Context } from "@/lib/context";
import { formatCsvRow } from "@/lib/domain/csv-row";
import { ORDER_KINDS } from "@/lib/domain/order";
import type { OrderQuery } from "@/lib/domain/order-query";
import { listExpectations } from "./list-expectations";
import { readPage } from "./list-orders";

const ROWS_AT_ONCE = 1_000;
/** Without it a spreadsheet reads UTF-8 as its own code page. */
export const BYTE_ORDER_MARK = "\uFEFF";

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

/** The ledger as CSV, chunk by chunk; the place in the list is ignored. */
export async function* exportOrders(ctx: Context, query: OrderQuery): AsyncGenerator<string> {
  const expectations = await listExpectations(ctx);
  yield BYTE_ORDER_MARK + formatCsvRow(HEAD);
  let after: string | undefined;
  do {
    const page = await readPage(ctx, { ...query, before: undefined, after }, expectations, ROWS_AT_ONCE);
    yield page.rows
      .map((row) =>
        formatCsvRow([
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
        ]),
      )
      .join("");
    after = page.next ?? undefined;
  } while (after);
}
