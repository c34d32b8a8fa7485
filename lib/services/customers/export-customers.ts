import "server-only";
import type { Context } from "@/lib/context";
import type { CsvCell } from "@/lib/domain/csv-row";
import type { CustomerQuery } from "@/lib/domain/customer";
import { CUSTOMERS_TABLE } from "@/lib/domain/customers-table";
import { listHeadings, toCells } from "@/lib/domain/table";
import { spellTimesIn } from "@/lib/domain/time-zone";
import type { ExportTable } from "@/lib/services/exports/export-table";
import { listCustomers } from "./list-customers";

const ROWS_PER_CHUNK = 200;

/** The customers that match, all pages of them. */
export const exportCustomers = (ctx: Pick<Context, "sql" | "now" | "timeZone">, query: CustomerQuery): ExportTable => ({
  sheet: "Customers",
  head: listHeadings(CUSTOMERS_TABLE),
  chunks: readRows(ctx, query),
});

async function* readRows(
  ctx: Pick<Context, "sql" | "now" | "timeZone">,
  query: CustomerQuery,
): AsyncGenerator<CsvCell[][]> {
  const spellTime = spellTimesIn(ctx.timeZone);
  let after: string | undefined;
  do {
    const page = await listCustomers(ctx, { ...query, after, before: undefined }, ROWS_PER_CHUNK);
    yield page.rows.map((row) => toCells(CUSTOMERS_TABLE, row, spellTime));
    after = page.next ?? undefined;
  } while (after !== undefined);
}
