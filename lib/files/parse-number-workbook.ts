import { FileFault } from "./open-zip";
import { openWorkbook, type Workbook } from "./open-workbook";
import { findNumberColumns } from "./parse-number-columns";
import {
  MAX_FILE_BYTES,
  MAX_FILE_ROWS,
  type NumberInputOptions,
  type ParsedNumberInput,
  readTable,
  type RefusedNumberInput,
} from "./parse-number-file";
import type { FileRow } from "./row-source";
import { ADVICE } from "./workbook-parts";

/** The sheet that was read, and what else the workbook holds: other sheets, hidden rows and columns (from 0), merged lines. */
export type ParsedWorkbookInput = ParsedNumberInput &
  Pick<Workbook, "sheet" | "others"> & { hiddenLines: number[]; hiddenColumns: number[]; mergedLines: number[] };

const isFilled = ({ cells }: FileRow) => cells.some(({ text, fault }) => fault !== undefined || text.trim() !== "");

/**
 * Reads numbers from the first visible sheet of a workbook, one per row from one column, exactly as from a CSV table. A cell that is a date,
 * an error or a formula without a result is an invalid row that says so. Blank rows are left out; `line` is the row's place in the sheet.
 */
export async function parseNumberWorkbook(
  { bytes, fileName }: { bytes: Uint8Array; fileName: string },
  options: NumberInputOptions = {},
): Promise<ParsedWorkbookInput | RefusedNumberInput> {
  const maxBytes = options.maxBytes ?? MAX_FILE_BYTES;
  if (bytes.length > maxBytes) {
    const found = `${(bytes.length / 1e6).toFixed(1)} MB; at most ${(maxBytes / 1e6).toFixed(1)} MB can be read`;
    return { ok: false, code: "too-large", message: `The file ${fileName} has ${found}. Split it.` };
  }
  try {
    const workbook = await openWorkbook(bytes, fileName);
    return await parseRows(workbook, fileName, options);
  } catch (error) {
    const message =
      error instanceof FileFault ? error.message : `${fileName} is an Excel workbook that cannot be read. ${ADVICE}`;
    return { ok: false, code: "workbook", message };
  }
}

async function parseRows(
  { sheet, others, notes, rows }: Workbook,
  fileName: string,
  options: NumberInputOptions,
): Promise<ParsedWorkbookInput | RefusedNumberInput> {
  const max = options.maxRows ?? MAX_FILE_ROWS;
  const filled: FileRow[] = [];
  // One is the heading, and one more shows that there are too many.
  for await (const row of rows) if (isFilled(row) && filled.push(row) > max + 1) break;
  if (filled.length === 0)
    return {
      ok: false,
      code: "empty",
      message: `The first sheet of ${fileName}, “${sheet}”, is empty; expected one number per row.`,
    };
  const records = filled.map(({ line, cells }) => ({ line, cells: cells.map(({ text }) => text) }));
  const columns = findNumberColumns(
    records.map(({ cells }) => cells),
    options,
  );
  const faults = new Map(
    filled.flatMap(({ line, cells }) => {
      const fault = cells[columns.numberColumn]?.fault;
      return fault === undefined ? [] : [[line, fault] as const];
    }),
  );
  const isCut = records.length > max + 1;
  return {
    ok: true,
    kind: "table",
    encoding: null,
    delimiter: null,
    ...readTable({ records: records.slice(0, max + 1), malformed: [], isCut }, columns, max, faults),
    sheet,
    others,
    hiddenLines: filled.filter(({ isHidden }) => isHidden).map(({ line }) => line),
    hiddenColumns: [...notes.hiddenColumns],
    mergedLines: [...notes.mergedLines],
  };
}
