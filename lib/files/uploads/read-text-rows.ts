import { readLines } from "@/lib/domain/number-list-lines";
import { splitSpellings } from "@/lib/domain/number-list-split";
import { UPLOAD_LIMITS } from "@/lib/domain/uploads/upload";
import { type CsvDelimiter, detectWidth, parseCsvRecords } from "../parse-csv-records";
import { parsePlainRecords } from "./parse-plain-records";
import { cutWindows, type TextWindow } from "./cut-windows";
import { findWrappedLines, unwrapLines } from "./wrapped-rows";
import { makeBrokenRow, makeSourceRow, type SourceRow } from "./source-row";

/**
 * How rows stand in a text; without a delimiter its lines are lists of numbers. `width`: cells of most records. `isWrapped`: each line is a
 * record within quotes.
 */
export type TextLayout = { delimiter: CsvDelimiter | null; width: number | null; isWrapped?: boolean };

/** The layout of a text that begins so and has this delimiter. */
export function findLayout(beginning: string, delimiter: CsvDelimiter | null): TextLayout {
  if (delimiter === null) return { delimiter, width: null };
  const isWrapped = findWrappedLines(beginning) === delimiter;
  return { delimiter, width: detectWidth(isWrapped ? unwrapLines(beginning) : beginning, delimiter), isWrapped };
}

/** Excel's own hint on the first line. */
const SEPARATOR_HINT = /^\ufeff?"?sep=([,;\t|])"?(?=\n|$)/i;

export const readSeparatorHint = (text: string): CsvDelimiter | null => {
  const found = SEPARATOR_HINT.exec(text)?.[1];
  return found === "," || found === ";" || found === "\t" || found === "|" ? found : null;
};

/** The rows of a decoded text, window by window; blank ones are left out. Broken lines are rows with a fault. */
export async function* readTextRows(blocks: AsyncIterable<string>, layout: TextLayout): AsyncGenerator<SourceRow[]> {
  for await (const window of cutWindows(blocks, layout.delimiter))
    yield layout.delimiter === null ? readListRows(window) : readTableRows(window, layout.delimiter, layout);
}

const LONG_LINE =
  "This line is longer than 250,000 characters: it is no row of a table. Check that lines end where rows do.";

function readTableRows(
  { line, text, isLongLine }: TextWindow,
  delimiter: CsvDelimiter,
  { width, isWrapped }: TextLayout,
) {
  if (isLongLine) return [makeBrokenRow(line, text, LONG_LINE)];
  const lines = line === 1 ? text.replace(SEPARATOR_HINT, "") : text;
  const body = isWrapped ? unwrapLines(lines) : lines;
  const place = { width, firstLine: line };
  const plain = parsePlainRecords(body, delimiter, place);
  if (plain) return plain.map((record) => makeSourceRow(record.line, record.cells));
  const { records, malformed } = parseCsvRecords(body, delimiter, UPLOAD_LIMITS.textRows + 1, place);
  const rows = records.map((record) => makeSourceRow(record.line, record.cells));
  if (malformed.length === 0) return rows;
  for (const broken of malformed) rows.push(makeBrokenRow(broken.line, broken.text, broken.message));
  return rows.sort((one, other) => one.line - other.line);
}

/** One row for each spelling, as in a pasted list. */
function readListRows({ line: first, text, isLongLine }: TextWindow): SourceRow[] {
  const rows: SourceRow[] = [];
  if (isLongLine) return [makeBrokenRow(first, text, LONG_LINE)];
  for (const { line, text: content } of readLines(text)) {
    const at = first + line - 1;
    if (content.length > MAX_LINE_CHARACTERS) rows.push(makeBrokenRow(at, content, LONG_LIST_LINE));
    else if (content.trim() !== "")
      for (const { parsed } of splitSpellings(content))
        rows.push(makeSourceRow(at, [parsed.original.replace(/[\n\v\f\u0085\u2028\u2029]+/g, " ")]));
  }
  return rows;
}

const MAX_LINE_CHARACTERS = 200_000;
const LONG_LIST_LINE = "This line is longer than 200,000 characters. Put one number on each line.";
