import "server-only";
import { cutText } from "@/lib/domain/clean-text";
import type { CsvCell } from "@/lib/domain/csv-row";
import { AppError } from "@/lib/domain/errors";
import { runTask } from "@/lib/child-tasks/run-task";
import { TaskStopped } from "@/lib/child-tasks/task-stopped";
import type { WrittenCell } from "@/lib/files/write-spreadsheet";
import type { ExportTable } from "./export-table";

/** A workbook is built as a whole before it is sent. */
export const MAX_XLSX_ROWS = 100_000;
/** Excel's own limit for one cell. */
const MAX_CELL = 32_767;
const CUT_NOTE = "… (cut here; whole in the CSV)";

/**
 * A table as an Excel workbook of one sheet. Texts are text cells, which a spreadsheet never runs as a formula and never turns into a
 * number or a date. Errors: INVALID_INPUT above 100,000 rows, with a message that offers the CSV; THROTTLED when too many exports wait.
 */
export async function writeXlsx({ sheet, head, chunks }: ExportTable): Promise<Uint8Array> {
  try {
    return await runTask("write-spreadsheet", { sheet, head }, { chunks: boundRows(chunks) });
  } catch (error) {
    if (!(error instanceof TaskStopped) || error.reason === "crashed") throw error;
    const isBusy = error.reason === "busy";
    const message = isBusy
      ? "Many Excel files are being made at the moment. Try again in a minute, or export CSV."
      : "These rows are too many for an Excel file made here. Export CSV, which has no limit.";
    throw new AppError(isBusy ? "THROTTLED" : "INVALID_INPUT", message, { cause: error });
  }
}

async function* boundRows(chunks: ExportTable["chunks"]): AsyncGenerator<WrittenCell[][]> {
  let count = 0;
  for await (const rows of chunks) {
    count += rows.length;
    if (count > MAX_XLSX_ROWS)
      throw new AppError(
        "INVALID_INPUT",
        `These are more than ${MAX_XLSX_ROWS.toLocaleString("en-US")} rows, the most that an Excel file is made for here. Export CSV, which has no limit, or narrow the filters.`,
      );
    yield rows.map((row) => row.map(toCell));
  }
}

function toCell(cell: CsvCell): WrittenCell {
  if (cell == null || cell === "") return null;
  if (typeof cell === "number" && Number.isFinite(cell)) return cell;
  const text = cell instanceof Date ? cell.toISOString() : String(cell);
  return text.length > MAX_CELL ? cutText(text, MAX_CELL - CUT_NOTE.length) + CUT_NOTE : text;
}
