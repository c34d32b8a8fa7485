import "server-only";
import { cutText } from "@/lib/domain/clean-text";
import type { CsvCell } from "@/lib/domain/csv-row";
import { AppError } from "@/lib/domain/errors";
import { writeSpreadsheet, type WrittenCell } from "@/lib/services/spreadsheets/run-spreadsheet";
import type { ExportTable } from "./export-table";

/** A workbook is built as a whole before it is sent. */
export const MOST_XLSX_ROWS = 100_000;
/** Excel's own limit for one cell. */
const LONGEST_CELL = 32_767;
const CUT_WORDS = "… (cut here; whole in the CSV)";

/**
 * A table as an Excel workbook of one sheet. Texts are text cells, which a spreadsheet never runs as a formula and never turns into a
 * number or a date. Error: INVALID_INPUT above 100,000 rows, in words that offer the CSV.
 */
export const writeXlsx = ({ sheet, head, chunks }: ExportTable): Promise<Uint8Array> =>
  writeSpreadsheet(sheet, head, boundRows(chunks));

async function* boundRows(chunks: ExportTable["chunks"]): AsyncGenerator<WrittenCell[][]> {
  let count = 0;
  for await (const rows of chunks) {
    count += rows.length;
    if (count > MOST_XLSX_ROWS)
      throw new AppError(
        "INVALID_INPUT",
        `These are more than ${MOST_XLSX_ROWS.toLocaleString("en-US")} rows, the most that an Excel file is made for here. Export CSV, which has no limit, or narrow the filters.`,
      );
    yield rows.map((row) => row.map(toCell));
  }
}

function toCell(cell: CsvCell): WrittenCell {
  if (cell == null || cell === "") return null;
  if (typeof cell === "number" && Number.isFinite(cell)) return cell;
  const text = cell instanceof Date ? cell.toISOString() : String(cell);
  return text.length > LONGEST_CELL ? cutText(text, LONGEST_CELL - CUT_WORDS.length) + CUT_WORDS : text;
}
