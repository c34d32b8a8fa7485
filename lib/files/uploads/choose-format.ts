import { isHeadingRow } from "@/lib/domain/uploads/find-header";
import { classifyCell } from "@/lib/domain/uploads/table-content";
import { type CsvDelimiter, detectDelimiter } from "../parse-csv-records";
import { countNumbers, isActionRow, isCodedRow } from "./column-signs";
import { findLayout, readSeparatorHint, readTextRows, type TextLayout } from "./read-text-rows";
import type { SourceRow } from "./source-row";
import { findWrappedLines } from "./wrapped-rows";

const LOOKED_AT_ROWS = 200;
const LOOKED_AT_LINES = 200;

/** The beginning of a text as rows, and whether it is a table or lists of numbers. `isFile`: its columns were made by a program. */
export async function chooseFormat(text: string, isFile: boolean): Promise<{ layout: TextLayout; rows: SourceRow[] }> {
  const hint = readSeparatorHint(text);
  const delimiter = hint ?? findWrappedLines(text) ?? detectDelimiter(text) ?? (isQuotedColumn(text) ? "," : null);
  if (delimiter === null) return readAs(null, text);
  const table = await readAs(delimiter, text);
  if (hint !== null || !mayBeList(table.rows, text, isFile)) return table;
  return readAs(null, text);
}

async function readAs(delimiter: CsvDelimiter | null, text: string) {
  const layout = findLayout(text, delimiter);
  const rows: SourceRow[] = [];
  for await (const some of readTextRows(once(text), layout)) for (const row of some) rows.push(row);
  return { layout, rows };
}

async function* once(text: string): AsyncGenerator<string> {
  yield text;
}

/** A table of a single column, each cell in quotes. */
function isQuotedColumn(text: string): boolean {
  const lines = text.slice(0, 20_000).split("\n", LOOKED_AT_LINES).slice(0, -1);
  const filled = lines.filter((line) => line.trim() !== "");
  return filled.length > 0 && filled.every((line) => /^"[^"]*"$/.test(line.trim()));
}

/**
 * Numbers only and not in columns, or no cell that is a number although the lines hold some; of a pasted text, a sentence whose commas part
 * no columns.
 */
function mayBeList(rows: readonly SourceRow[], text: string, isFile: boolean): boolean {
  const records = rows
    .filter(({ isBroken }) => !isBroken)
    .slice(0, LOOKED_AT_ROWS)
    .map(({ cells }) => cells.map((cell) => cell.text.trim()).filter((cell) => cell !== ""));
  const isOnlyNumbers = records.every((cells) => cells.every((cell) => /^[^\p{L}]*\d[^\p{L}]*$/u.test(cell)));
  const hasOneWidth = new Set(records.map(({ length }) => length)).size <= 1;
  if (records.some((cells) => isHeadingRow(cells) || isActionRow(cells))) return false;
  if (records.length > 0 && records.every(isCodedRow)) return false;
  if (isOnlyNumbers && records.length > 0 && !(isFile && hasOneWidth && records.length > 1)) return true;
  if (!isFile && records.some((cells) => cells.some((cell) => countNumbers(cell) > 1))) return true;
  if (records.some((cells) => cells.some((cell) => classifyCell(cell) === "number"))) return false;
  return text
    .slice(0, 40_000)
    .split("\n", LOOKED_AT_LINES)
    .some((line) => countNumbers(line) > 0);
}
