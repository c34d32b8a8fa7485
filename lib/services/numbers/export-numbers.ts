import "server-only";
import type { Context } from "@/lib/context";
import type { CsvCell } from "@/lib/domain/csv-row";
import { listHeadings, toCells } from "@/lib/domain/table";
import { spellTimesIn } from "@/lib/domain/time-zone";
import type { ExportTable } from "@/lib/services/exports/export-table";
import { readNumberPage } from "./list-numbers";
import type { NumberQuery } from "./number-query";
import { NUMBERS_TABLE } from "./numbers-table";

const ROWS_PER_CHUNK = 2_000;

/** The numbers that match, all pages of them. */
export const exportNumbers = (ctx: Pick<Context, "sql" | "timeZone">, query: NumberQuery): ExportTable => ({
  sheet: "Numbers",
  head: listHeadings(NUMBERS_TABLE),
  chunks: readRows(ctx, query),
});

async function* readRows(ctx: Pick<Context, "sql" | "timeZone">, query: NumberQuery): AsyncGenerator<CsvCell[][]> {
  const spellTime = spellTimesIn(ctx.timeZone);
  let after: string | undefined;
  do {
    const page = await readNumberPage(ctx, { ...query, after, before: undefined }, ROWS_PER_CHUNK);
    yield page.rows.map((row) => toCells(NUMBERS_TABLE, row, spellTime));
    after = page.next ?? undefined;
  } while (after !== undefined);
}
