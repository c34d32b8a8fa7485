import { writeXlsxStream } from "hucre/xlsx";

/** A cell to be written: a text cell, a number, or nothing. */
export type WrittenCell = string | number | null;
type WrittenRow = readonly WrittenCell[];

const MEASURED_ROWS = 100;
const MAX_WIDTH = 60;

/**
 * An .xlsx file of one sheet with a heading, written while its rows come. Rows beyond Excel's limit go on in a further sheet with the same
 * heading. Takes processor time: run it in a process of its own.
 */
export async function* streamSpreadsheet(
  sheet: string,
  head: readonly string[],
  chunks: AsyncIterable<readonly WrittenRow[]>,
): AsyncGenerator<Uint8Array> {
  const source = chunks[Symbol.asyncIterator]();
  // Columns stand before rows in the file: their width and format are those of the first rows.
  const first: WrittenRow[] = [];
  while (first.length < MEASURED_ROWS) {
    const next = await source.next();
    if (next.done) break;
    first.push(...next.value);
  }
  async function* listRows() {
    yield [...head].map(escapeText);
    for (const row of first) yield row.map(escapeCell);
    for (let next = await source.next(); !next.done; next = await source.next())
      for (const row of next.value) yield row.map(escapeCell);
  }
  const options = { name: sheet, columns: describeColumns(head, first), freezePane: { rows: 1 } };
  const reader = writeXlsxStream(listRows(), options).getReader();
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) yield part.value;
  } finally {
    await reader.cancel();
  }
}

/** The same as a whole, of few rows. */
export async function writeSpreadsheet(
  sheet: string,
  head: readonly string[],
  rows: readonly WrittenRow[],
): Promise<Uint8Array> {
  async function* once() {
    yield rows;
  }
  const parts: Uint8Array[] = [];
  for await (const part of streamSpreadsheet(sheet, head, once())) parts.push(part);
  return new Uint8Array(Buffer.concat(parts));
}

function describeColumns(head: readonly string[], rows: readonly WrittenRow[]) {
  const measured = rows.slice(0, MEASURED_ROWS);
  return head.map((heading, column) => {
    const cells = measured.map((row) => row[column] ?? null);
    const isNumeric = cells.some((cell) => typeof cell === "number") && !cells.some((cell) => typeof cell === "string");
    return {
      width: Math.min(Math.max(heading.length, ...cells.map((cell) => String(cell ?? "").length)) + 2, MAX_WIDTH),
      // The format "text": digits stay as they are, even where a person edits the cell.
      ...(!isNumeric && { style: { numFmt: "@" } }),
    };
  });
}

const escapeCell = (cell: WrittenCell) => (typeof cell === "string" ? escapeText(cell) : cell);

/** Control characters are left out; what looks like Excel's own escape of a character (`_x0041_`) is escaped itself. */
const escapeText = (text: string) =>
  text.replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F]/g, "").replace(/_(?=x[0-9A-Fa-f]{4}_)/g, "_x005F_");
