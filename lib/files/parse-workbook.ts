import type { Cell, CellValue, Sheet, SheetFilterInfo } from "hucre";
import { readXlsx } from "hucre/xlsx";
import { cleanText, cutText } from "@/lib/domain/clean-text";
import { checkZip, FileFault } from "./check-zip";

/** One cell as text. `fault`: it cannot be taken for what it shows (a date, an error, a formula without a result), as a message. */
export type WorkbookCell = { text: string; fault?: string };
/** `line`: its place in the sheet, from 1. */
export type WorkbookRow = { line: number; cells: WorkbookCell[]; isHidden: boolean };
/** One sheet, and the sheets that were not read. Columns count from 0, lines from 1. */
export type Workbook = {
  sheet: string;
  isHidden: boolean;
  others: { name: string; isHidden: boolean }[];
  rows: Iterable<WorkbookRow>;
  hiddenColumns: number[];
  mergedLines: number[];
};

const MAX_ROWS = 200_000;
const MAX_CELL_CHARACTERS = 1_000;
const TOO_MANY_CELLS = "The first sheet has too many cells. Keep only the numbers.";
const ADVICE = "Save the numbers as a new workbook with one sheet, or as CSV, and upload that.";

/**
 * Reads the first visible sheet of an .xlsx workbook, or the one that is `wanted`. Texts and digits stay as stored; dates, errors and formulas
 * without a result are marked. Throws FileFault where it is no workbook, has no such sheet, is damaged or is too large.
 */
export async function parseWorkbook(bytes: Uint8Array, fileName: string, wanted?: string): Promise<Workbook> {
  await checkZip(bytes, fileName);
  const sheets: (SheetFilterInfo & { isHidden: boolean })[] = [];
  let chosen = -1;
  const chooseFirst = (info: SheetFilterInfo) => {
    const isHidden = info.hidden === true || info.veryHidden === true;
    sheets.push({ ...info, isHidden });
    const isWanted = wanted === undefined ? !isHidden : cleanText(info.name) === wanted;
    if (!isWanted || chosen >= 0) return false;
    chosen = info.index;
    return true;
  };
  const book = await readXlsx(bytes, { sheets: chooseFirst }).catch((cause: unknown): never => {
    const isTooLarge =
      cause instanceof Error && /outside the supported sheet bounds|spans \d+ rows/.test(cause.message);
    throw new FileFault(isTooLarge ? TOO_MANY_CELLS : `${fileName} is damaged and cannot be read. ${ADVICE}`, {
      cause,
    });
  });
  const [sheet] = book.sheets;
  if (!sheet)
    throw new FileFault(
      `${fileName} has no ${wanted === undefined ? "visible sheet" : `sheet “${wanted}”`}. ${ADVICE}`,
    );
  if (sheet.rows.length > MAX_ROWS) throw new FileFault(TOO_MANY_CELLS);
  return {
    sheet: cleanText(sheet.name),
    isHidden: sheets.some(({ index, isHidden }) => index === chosen && isHidden),
    others: sheets
      .filter(({ index }) => index !== chosen)
      .map(({ name, isHidden }) => ({ name: cleanText(name), isHidden })),
    rows: listRows(sheet),
    hiddenColumns: (sheet.columns ?? []).flatMap((column, index) => (column?.hidden ? [index] : [])),
    mergedLines: (sheet.merges ?? []).flatMap(({ startRow, startCol, endCol }) =>
      endCol > startCol ? [startRow + 1] : [],
    ),
  };
}

function* listRows({ rows, cells, rowDefs }: Sheet): Generator<WorkbookRow> {
  for (const [row, values] of rows.entries())
    yield {
      line: row + 1,
      cells: values.map((value, column) => readCell(value, cells?.get(`${row},${column}`))),
      isHidden: rowDefs?.get(row)?.hidden === true,
    };
}

function readCell(value: CellValue, details: Cell | undefined): WorkbookCell {
  if (value === null || value === "")
    return details?.formula === undefined
      ? { text: "" }
      : {
          text: "",
          fault: "This cell holds a formula without a stored result. Save the file in Excel, and upload that.",
        };
  if (value instanceof Date) {
    const text = Number.isNaN(value.getTime()) ? "a date" : value.toISOString().slice(0, 10);
    return { text, fault: "This cell is formatted as a date. Format the column as text and enter the number again." };
  }
  if (typeof value === "boolean") return { text: value ? "TRUE" : "FALSE" };
  const text = cleanText(String(value));
  if (details?.type === "error") return { text, fault: `This cell holds the error ${text} instead of a number.` };
  return { text: text.length > MAX_CELL_CHARACTERS ? `${cutText(text, MAX_CELL_CHARACTERS)}…` : text };
}
