import { FileFault } from "./check-zip";
import { findNumberColumns } from "./parse-number-columns";
import {
  MAX_FILE_BYTES,
  MAX_FILE_ROWS,
  type NumberInputOptions,
  type ParsedNumberInput,
  readTable,
  type RefusedNumberInput,
} from "./parse-number-file";
import { parseWorkbook, type Workbook, type WorkbookRow } from "./parse-workbook";

/** The sheet that was read, and what else the workbook holds. Of the rows in use, `hiddenLines` were hidden. */
export type ParsedWorkbookInput = ParsedNumberInput & Omit<Workbook, "rows"> & { hiddenLines: number[] };

const isFilled = ({ cells }: WorkbookRow) => cells.some(({ text, fault }) => fault !== undefined || text.trim() !== "");

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
    return parseRows(await parseWorkbook(bytes, fileName), fileName, options.maxRows ?? MAX_FILE_ROWS, options);
  } catch (error) {
    if (!(error instanceof FileFault)) throw error;
    return { ok: false, code: "workbook", message: error.message };
  }
}

function parseRows(
  { rows, ...workbook }: Workbook,
  fileName: string,
  max: number,
  options: NumberInputOptions,
): ParsedWorkbookInput | RefusedNumberInput {
  const filled: WorkbookRow[] = [];
  // One is the heading, and one more shows that there are too many.
  for (const row of rows) if (isFilled(row) && filled.push(row) > max + 1) break;
  if (filled.length === 0)
    return {
      ok: false,
      code: "empty",
      message: `The first sheet of ${fileName}, “${workbook.sheet}”, is empty; expected one number per row.`,
    };
  const records = filled.map(({ line, cells }) => ({ line, cells: cells.map(({ text }) => text) }));
  const columns = findNumberColumns(
    records.map(({ cells }) => cells),
    options,
    workbook.hiddenColumns,
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
    ...workbook,
    hiddenLines: filled.filter(({ isHidden }) => isHidden).map(({ line }) => line),
  };
}
