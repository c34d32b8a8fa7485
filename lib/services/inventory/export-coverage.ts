import "server-only";
import type { Context } from "@/lib/context";
import type { CoverageQuery } from "@/lib/domain/coverage-query";
import { formatCsvRow } from "@/lib/domain/csv-row";
import { lataName } from "@/lib/domain/geography";
import { writeSpreadsheet } from "@/lib/files/write-spreadsheet";
import { listAllCoverage } from "./list-coverage";

const HEAD = ["State", "Rate center", "LATA", "LATA name", "NPA", "NXX", "Block", "Numbers on offer"] as const;

type Row = [...(string | null)[], number];

/** Every place that fits the query, in its order; the last column is the count. Errors: as `listAllCoverage`. */
export async function listCoverageRows(
  ctx: Context,
  input: { accountId: string; query: CoverageQuery },
): Promise<Row[]> {
  const { places } = await listAllCoverage(ctx, input);
  return places.map(({ state, rateCenter, lata, npa, nxx, block, count }): Row => {
    const name = lata === null ? null : lataName(lata);
    return [state, rateCenter, lata, name, npa, nxx, block, count];
  });
}

/** With the mark by which a spreadsheet knows UTF-8; texts are guarded against formulas. */
export const toCoverageCsv = (rows: readonly Row[]): string =>
  `\uFEFF${formatCsvRow(HEAD)}${rows.map((row) => formatCsvRow(row)).join("")}`;

/** Codes stay texts, so that no spreadsheet takes a leading zero away; the count is a number. */
export const toCoverageXlsx = (rows: readonly Row[]) => writeSpreadsheet("Coverage", HEAD, rows);
