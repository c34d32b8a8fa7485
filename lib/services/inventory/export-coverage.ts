import "server-only";
import writeXlsxFile, { type SheetData } from "write-excel-file/node";
import type { Context } from "@/lib/context";
import type { CoverageQuery } from "@/lib/domain/coverage-query";
import { formatCsvRow } from "@/lib/domain/csv-row";
import { lataName } from "@/lib/domain/geography";
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
export async function toCoverageXlsx(rows: readonly Row[]): Promise<Buffer> {
  const data: SheetData = [
    HEAD.map((value) => ({ value, fontWeight: "bold" as const })),
    ...rows.map((row) =>
      row.map((value) =>
        value === null ? null : typeof value === "number" ? { value, type: Number } : { value, type: String },
      ),
    ),
  ];
  return writeXlsxFile(data, { sheet: "Coverage", stickyRowsCount: 1 }).toBuffer();
}
