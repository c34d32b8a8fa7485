import "server-only";
import { describeError } from "@/lib/carriers/registry";
import type { Context } from "@/lib/context";
import { formatCsvRow } from "@/lib/domain/csv-row";
import type { OrderItemQuery } from "@/lib/domain/order-query";
import type { OrderHead } from "@/lib/domain/order-view";
import { toTenDigits, type PhoneNumber } from "@/lib/domain/phone-number";
import { BYTE_ORDER_MARK } from "./export-orders";
import { filterItems, readItems } from "./list-order-items";
import type { SqlValues } from "./order-filter";

const ROWS_AT_ONCE = 2_000;

const HEAD = [
  "Number",
  "State",
  "Code",
  "Message",
  "Meaning",
  "What to do",
  "Worth retrying",
  "Attempts",
  "Our reference",
  "Carrier's id",
  "Accepted at (UTC)",
  "Ended at (UTC)",
];

/** An order's numbers and their outcomes as CSV, chunk by chunk: ten digits first, so that the file can be imported as it is. */
export async function* exportOrderItems(
  ctx: Context,
  order: Pick<OrderHead, "id" | "carrierId">,
  query: OrderItemQuery,
): AsyncGenerator<string> {
  yield BYTE_ORDER_MARK + formatCsvRow(HEAD);
  let after: string | undefined;
  do {
    const page = await readItems(ctx, order.id, { ...query, before: undefined, after }, ROWS_AT_ONCE);
    yield page.rows
      .map((row) => {
        const description =
          row.state === "failed" && row.code ? describeError(order.carrierId, row.code, row.message ?? "") : null;
        return formatCsvRow([
          toTenDigits(row.number),
          row.state,
          row.code,
          row.message,
          description?.meaning,
          description?.action,
          row.isRetryable === null ? "" : row.isRetryable ? "yes" : "no",
          row.attempt,
          row.reference,
          row.externalId,
          row.acceptedAt,
          row.settledAt,
        ]);
      })
      .join("");
    after = page.next ?? undefined;
  } while (after);
}

/** The numbers alone, in E.164, in the order in which they were given: for the clipboard. */
export async function listItemNumbers(
  ctx: Pick<Context, "sql">,
  orderId: string,
  query: OrderItemQuery,
): Promise<PhoneNumber[]> {
  const values: SqlValues = [];
  const { rows } = await ctx.sql.query<{ e164: PhoneNumber }>(
    `SELECT i.e164 FROM order_item i WHERE ${filterItems(orderId, query, values).join(" AND ")} ORDER BY i.seq`,
    values,
  );
  return rows.map((row) => row.e164);
}
