import { cleanText, cutText } from "@/lib/domain/clean-text";
import { FileFault } from "./open-zip";
import type { FileCell, FileRow } from "./row-source";
import { type Attributes, scanXml } from "./scan-xml";
import { ADVICE, collectText, isTrue, MAX_CELL_CHARACTERS, type SharedParts } from "./workbook-parts";

/** What a sheet hides or joins, as far as its rows were read; a merged title is known only after the last row. */
export type SheetNotes = { hiddenColumns: Set<number>; mergedLines: Set<number> };

const MAX_ROWS = 200_000;
/** Excel's own limit. */
const MAX_COLUMNS = 16_384;
/** Up to the last one in use of each row. */
const MAX_CELLS = 3_000_000;
const EMPTY: FileCell = { text: "" };
const DATE_FAULT = "This cell is formatted as a date. Format the column as text and enter the number again.";
const NO_RESULT_FAULT =
  "This cell holds a formula without a stored result. Open the file in Excel, save it, and upload it again.";

type OpenCell = { type: string; isDate: boolean; hasFormula: boolean; column: number };

/**
 * The rows of a sheet in their order, each with its place in the sheet. Digits stay as stored; dates, errors and formulas without a result
 * are marked. Throws FileFault where the sheet is damaged or reaches too far.
 */
export async function* readSheet(
  chunks: AsyncIterable<Uint8Array>,
  { texts, dateStyles, isFrom1904 }: SharedParts,
  notes: SheetNotes,
): AsyncGenerator<FileRow> {
  const text = collectText();
  let rows: FileRow[] = [];
  let row: (FileRow & { cells: FileCell[] }) | null = null;
  let cell: OpenCell | null = null;
  let [line, cells] = [0, 0];

  function openRow({ r, hidden }: Attributes) {
    const next = r === undefined ? line + 1 : Number(r);
    if (!(Number.isInteger(next) && next > line)) throw outOfOrder();
    line = next;
    if (line > MAX_ROWS) throw tooFar(line, 1);
    row = { line, cells: [], isHidden: isTrue(hidden) };
  }

  function openCell({ r, t = "n", s }: Attributes) {
    if (!row) return;
    const column = r === undefined ? row.cells.length : toColumn(r);
    if (column < row.cells.length) throw outOfOrder();
    cells += column + 1 - row.cells.length;
    if (column >= MAX_COLUMNS || cells > MAX_CELLS) throw tooFar(line, column + 1);
    text.clear();
    cell = { type: t, isDate: t === "n" && dateStyles.has(Number(s)), hasFormula: false, column };
  }

  function readCell({ type, isDate, hasFormula }: OpenCell): FileCell {
    const value = text.get();
    if (value === "") return hasFormula ? { text: "", fault: NO_RESULT_FAULT } : EMPTY;
    if (type === "e") return { text: value, fault: `This cell holds the error ${value} instead of a number.` };
    if (type === "b") return { text: isTrue(value) ? "TRUE" : "FALSE" };
    if (type === "d" || isDate)
      return { text: isDate ? writeDate(Number(value), isFrom1904) : value, fault: DATE_FAULT };
    if (type === "n") return { text: cleanText(writeWhole(value)) };
    const shown = cleanText((type === "s" ? texts[Number(value)] : value) ?? "");
    return { text: shown.length > MAX_CELL_CHARACTERS ? `${cutText(shown, MAX_CELL_CHARACTERS)}…` : shown };
  }

  const scan = scanXml(chunks, {
    open(name, attributes) {
      text.open(name);
      if (name === "row") openRow(attributes);
      else if (name === "c") openCell(attributes);
      else if (name === "f" && cell) cell.hasFormula = true;
      else if (name === "col" && isTrue(attributes.hidden)) addColumns(notes.hiddenColumns, attributes);
      else if (name === "mergeCell") notes.mergedLines.add(Number(/\d+/.exec(attributes.ref ?? "")?.[0]));
    },
    close(name) {
      text.close(name);
      if (name === "c" && row && cell) {
        while (row.cells.length < cell.column) row.cells.push(EMPTY);
        row.cells.push(readCell(cell));
        cell = null;
      } else if (name === "row" && row) {
        rows.push(row);
        row = null;
      }
    },
    text: text.add,
  });
  for await (const _ of scan) {
    yield* rows;
    rows = [];
  }
  yield* rows;
}

/** Index of a cell's column, from 0; of `AB12` it is 27. */
function toColumn(place: string): number {
  const letters = /^([A-Z]{1,3})\d{1,7}$/.exec(place)?.[1];
  if (letters === undefined) throw outOfOrder();
  return [...letters].reduce((column, letter) => column * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

function addColumns(columns: Set<number>, { min, max }: Attributes) {
  for (let column = Number(min); column <= Math.min(Number(max), MAX_COLUMNS); column += 1) columns.add(column - 1);
}

/** `1.2015550123E10`, as some programs store an eleven-digit number, is that number as long as it is exact. */
function writeWhole(text: string): string {
  if (!/^-?\d+(\.\d+)?E\+?\d+$/i.test(text) && !/^-?\d+\.0+$/.test(text)) return text;
  const number = Number(text);
  return Number.isSafeInteger(number) ? String(number) : text;
}

const MS_PER_DAY = 86_400_000;

function writeDate(day: number, isFrom1904: boolean): string {
  const date = new Date((isFrom1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, 30)) + day * MS_PER_DAY);
  return Number.isNaN(date.getTime()) ? "a date" : date.toISOString().slice(0, 10);
}

const outOfOrder = () => new FileFault(`The workbook is damaged: a row or cell is not in its place. ${ADVICE}`);
const tooFar = (row: number, column: number) =>
  new FileFault(
    `The first sheet reaches to row ${row.toLocaleString("en-US")} and column ${column.toLocaleString("en-US")}: too many cells. Keep only the numbers.`,
  );
