import { writeXlsx } from "hucre/xlsx";

/** A cell to be written: a text cell, a number, or nothing. */
export type WrittenCell = string | number | null;

const MEASURED_ROWS = 100;
const MAX_WIDTH = 60;

/** An .xlsx file of one sheet with a heading. Takes seconds for large ones: run it in a process of its own. */
export async function writeSpreadsheet(
  sheet: string,
  head: readonly string[],
  rows: readonly (readonly WrittenCell[])[],
): Promise<Uint8Array> {
  const columns = head.map((heading, column) => ({
    width: measureColumn(rows, heading, column),
    // The format "text": digits stay as they are, even where a person edits the cell.
    ...(rows.some((row) => typeof row[column] === "string") && { style: { numFmt: "@" } }),
  }));
  const cells = new Map(head.map((_, column) => [`0,${column}`, { style: { font: { bold: true } } }]));
  const texts = rows.map((row) => row.map((value) => (typeof value === "string" ? escapeText(value) : value)));
  return writeXlsx({ sheets: [{ name: sheet, columns, cells, rows: [[...head], ...texts], freezePane: { rows: 1 } }] });
}

/** Control characters are left out; what looks like Excel's own escape of a character (`_x0041_`) is escaped itself. */
const escapeText = (text: string) =>
  text.replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F]/g, "").replace(/_(?=x[0-9A-Fa-f]{4}_)/g, "_x005F_");

function measureColumn(rows: readonly (readonly WrittenCell[])[], heading: string, column: number): number {
  const lengths = rows.slice(0, MEASURED_ROWS).map((row) => String(row[column] ?? "").length);
  return Math.min(Math.max(heading.length, ...lengths) + 2, MAX_WIDTH);
}
