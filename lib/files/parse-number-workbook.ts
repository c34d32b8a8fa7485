import { findNumberColumns } from "./parse-number-columns";
import {
  MAX_FILE_BYTES,
  MAX_FILE_ROWS,
  type NumberInputOptions,
  type ParsedNumberInput,
  readTable,
  type RefusedNumberInput,
} from "./parse-number-file";
import { parseWorkbook, type WorkbookCell } from "./parse-workbook";

/** The sheet that was read, and the names of those that were not. */
export type ParsedWorkbookInput = ParsedNumberInput & { sheet: string; otherSheets: string[] };

const isFilled = (row: readonly WorkbookCell[]) => row.some(({ text }) => text.trim() !== "");

/**
 * Reads numbers from the first sheet of a workbook, one per row from one column, exactly as from a CSV table. A cell that is a date or
 * an error is an invalid row that says so. Blank rows are left out; `line` is the row's place in the sheet.
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
  const workbook = await parseWorkbook(bytes, fileName);
  if (!workbook.ok) return workbook;
  const filled = workbook.rows.flatMap((cells, index) => (isFilled(cells) ? [{ line: index + 1, cells }] : []));
  if (filled.length === 0)
    return {
      ok: false,
      code: "empty",
      message: `The first sheet of ${fileName}, “${workbook.sheet}”, is empty; expected one number per row.`,
    };
  const max = options.maxRows ?? MAX_FILE_ROWS;
  const records = filled.slice(0, max + 1).map(({ line, cells }) => ({ line, cells: cells.map(({ text }) => text) }));
  const columns = findNumberColumns(
    records.map(({ cells }) => cells),
    options,
  );
  const faults = new Map(
    filled.slice(0, max + 1).flatMap(({ line, cells }) => {
      const fault = cells[columns.numberColumn]?.fault;
      return fault === undefined ? [] : [[line, fault] as const];
    }),
  );
  const table = readTable({ records, malformed: [], isCut: filled.length > max + 1 }, columns, max, faults);
  return {
    ok: true,
    kind: "table",
    encoding: null,
    delimiter: null,
    ...table,
    sheet: workbook.sheet,
    otherSheets: workbook.others,
  };
}
