/** Writing and reading single CSV cells so that exports are safe in spreadsheets and come back unchanged. */

export type CsvCell = string | number | boolean | Date | null | undefined;

const FORMULA = /^'*[=+\-@\t\r\n\uff0b\uff0d\uff1d\uff20]/;
const GUARDED = /^'+[=+\-@\t\r\n\uff0b\uff0d\uff1d\uff20]/;

/**
 * Puts an apostrophe before a text that a spreadsheet would run as a formula (`=`, `+`, `-`, `@`, tab, line break, and their full-width
 * forms). Reversible: `unguardCell(guardCell(text))` is the text, for every text.
 */
export function guardCell(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}

/** Takes off the apostrophe that `guardCell` put there. */
export function unguardCell(text: string): string {
  return GUARDED.test(text) ? text.slice(1) : text;
}

function writeCell(cell: CsvCell): string {
  if (cell == null) return "";
  if (typeof cell === "string") return guardCell(cell);
  // Numbers are no text: -1 is a value, not a formula.
  return cell instanceof Date ? cell.toISOString() : String(cell);
}

/**
 * One line of CSV, ended by CR LF (RFC 4180). Texts are guarded against formulas; a cell with the delimiter, a quote, a line break or outer
 * spaces is quoted; dates are ISO 8601 in UTC; null is an empty cell.
 */
export function formatCsvRow(cells: readonly CsvCell[], delimiter: "," | ";" | "\t" = ","): string {
  const written = cells.map((cell) => {
    const text = writeCell(cell);
    const needsQuotes = text.includes(delimiter) || /["\r\n]|^\s|\s$/.test(text);
    return needsQuotes ? `"${text.replaceAll('"', '""')}"` : text;
  });
  // A line that holds one empty cell would be blank, and readers drop blank lines.
  const line = written.length === 1 && written[0] === "" ? '""' : written.join(delimiter);
  return `${line}\r\n`;
}
