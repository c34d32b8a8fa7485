import { parseWorkbook, type Workbook, type WorkbookRow } from "../parse-workbook";
import type { CsvDelimiter } from "../parse-csv-records";
import { UPLOAD_LIMITS } from "@/lib/domain/uploads/upload";
import { FileFault } from "../check-zip";
import { findWrappedDelimiter, partCells } from "./wrapped-rows";
import { makeCell, makeSourceRow, type SourceRow } from "./source-row";

export type WorkbookSheet = { name: string; isHidden: boolean; rows: number };

const SHEETS_COUNTED = 20;
const LOOKED_AT_ROWS = 200;
const WINDOW_ROWS = 5_000;

/** The whole content of a workbook. Throws FileFault where it is larger than is read. */
export async function collectWorkbook(bytes: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of bytes) {
    size += part.byteLength;
    if (size > UPLOAD_LIMITS.workbookBytes)
      throw new FileFault(
        `A workbook of more than ${UPLOAD_LIMITS.workbookBytes / 1e6} MB is not read. Save the sheet with the numbers as CSV, and upload that.`,
      );
    parts.push(part);
  }
  return Buffer.concat(parts, size);
}

const isEmpty = ({ text, fault }: WorkbookRow["cells"][number]) => fault === undefined && text.trim() === "";
const isFilled = ({ cells }: WorkbookRow) => !cells.every(isEmpty);

/** The rows of a sheet that are not blank. */
export function* listSheetRows({ rows }: Workbook): Generator<SourceRow> {
  const first: WorkbookRow[] = [];
  let delimiter: CsvDelimiter | null = null;
  let isKnown = false;
  for (const row of rows) {
    if (!isFilled(row)) continue;
    if (isKnown) yield toSourceRow(row, delimiter);
    else if (first.push(row) >= LOOKED_AT_ROWS) {
      delimiter = findDelimiter(first);
      isKnown = true;
      for (const one of first) yield toSourceRow(one, delimiter);
    }
  }
  if (isKnown) return;
  delimiter = findDelimiter(first);
  for (const one of first) yield toSourceRow(one, delimiter);
}

/** Of a sheet that holds a CSV file in its first column. */
function findDelimiter(rows: readonly WorkbookRow[]): CsvDelimiter | null {
  const isSingle = rows.every(({ cells }) => cells.slice(1).every(isEmpty));
  return isSingle ? findWrappedDelimiter(rows.map(({ cells }) => cells[0]?.text ?? "")) : null;
}

function toSourceRow({ line, cells, isHidden }: WorkbookRow, delimiter: CsvDelimiter | null): SourceRow {
  const texts = cells.map(({ text }) => text);
  const others = cells.slice(1).every(isEmpty) ? [] : texts.slice(1);
  const parted = delimiter === null ? texts : [...partCells(texts[0] ?? "", delimiter), ...others];
  const row = makeSourceRow(line, parted, isHidden);
  for (const [index, cell] of row.cells.entries()) {
    const fault = cells[index]?.fault;
    if (fault !== undefined) row.cells[index] = { ...makeCell(cell.text), fault };
  }
  return row;
}

/** As windows of a text. */
export async function* readWorkbookRows(workbook: Workbook): AsyncGenerator<SourceRow[]> {
  let rows: SourceRow[] = [];
  for (const row of listSheetRows(workbook))
    if (rows.push(row) >= WINDOW_ROWS) {
      yield rows;
      rows = [];
    }
  if (rows.length > 0) yield rows;
}

/** All sheets with their filled rows, the one that was read among them. Each is parsed by itself: together they may not fit in memory. */
export async function countSheets(
  bytes: Uint8Array,
  fileName: string,
  { sheet, isHidden, others }: Workbook,
  rows: number,
): Promise<WorkbookSheet[]> {
  const counted: WorkbookSheet[] = [{ name: sheet, isHidden, rows }];
  for (const other of others.slice(0, SHEETS_COUNTED)) {
    const found = await parseWorkbook(bytes, fileName, other.name).catch((error: unknown) => {
      // A sheet that cannot be read keeps nobody from reading the first one.
      if (error instanceof FileFault) return null;
      throw error;
    });
    let count = 0;
    for (const row of found?.rows ?? []) if (isFilled(row)) count += 1;
    counted.push({ ...other, rows: count });
  }
  return counted;
}
