/** Writes and reads single CSV cells so that exports are safe in spreadsheets and import unchanged. */

export type CsvCell = string | number | boolean | Date | null | undefined;

const FORMULA = /^'*[=+\-@\t\r\n\uff0b\uff0d\uff1d\uff20]/;
const GUARDED = /^'+[=+\-@\t\r\n\uff0b\uff0d\uff1d\uff20]/;

/**
 * Prefixes text that a spreadsheet would run as a formula (`=`, `+`, `-`, `@`, tab, line break, full-width forms) with an
 * apostrophe. Reversible for every text: `unguardCell(guardCell(text))` equals `text`.
 */
export function guardCell(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}

/** Removes the apostrophe that `guardCell` added. */
export function unguardCell(text: string): string {
  return GUARDED.test(text) ? text.slice(1) : text;
}

function writeCell(cell: CsvCell): string {
  if (cell == null) return "";
  if (typeof cell === "string") return guardCell(cell);
  // Numbers are not guarded: -1 is a value, not a formula.
  return cell instanceof Date ? cell.toISOString() : String(cell);
}

/**
 * One line of CSV, ended by CR LF (RFC 4180). Text is guarded against formulas and quoted where needed; dates are
 * ISO 8601 in UTC; null is an empty cell.
 */
export function formatCsvRow(cells: readonly CsvCell[], delimiter: "," | ";" | "\t" = ","): string {
  const written = cells.map((cell) => {
    const text = writeCell(cell);
    const needsQuotes = text.includes(delimiter) || /["\r\n]|^\s|\s$/.test(text);
    return needsQuotes ? `"${text.replaceAll('"', '""')}"` : text;
  });
  // A line with a single empty cell would be blank, and readers skip blank lines.
  const line = written.length === 1 && written[0] === "" ? '""' : written.join(delimiter);
  return `${line}\r\n`;
}
