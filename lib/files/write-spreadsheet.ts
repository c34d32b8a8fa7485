import writeExcelFile from "write-excel-file/node";

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
  const columns = head.map((heading, column) => ({ width: measureColumn(rows, heading, column) }));
  const first = head.map((value) => ({ value, type: String, fontWeight: "bold" as const }));
  const cells = rows.map((row) =>
    row.map((value) => (typeof value === "string" ? { value: renameText(value), type: String, format: "@" } : value)),
  );
  return writeExcelFile([first, ...cells], { sheet, columns, stickyRowsCount: 1 }).toBuffer();
}

/** The writer keeps its texts by name in a plain object, where these few are something else already. */
const renameText = (text: string) => (text in {} ? `${text} ` : text);

function measureColumn(rows: readonly (readonly WrittenCell[])[], heading: string, column: number): number {
  const lengths = rows.slice(0, MEASURED_ROWS).map((row) => String(row[column] ?? "").length);
  return Math.min(Math.max(heading.length, ...lengths) + 2, MAX_WIDTH);
}
