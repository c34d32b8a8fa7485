import { isHeadingRow } from "@/lib/domain/uploads/find-header";
import { isActionRow, isCodedRow } from "./column-signs";
import { type CsvDelimiter, detectDelimiter, parseCsvRecords } from "../parse-csv-records";

const LOOKED_AT = 200;
const LOOKED_AT_CHARACTERS = 20_000;
/** Empty cells may follow. */
const WRAPPED = /^"((?:[^"]|"")*)"[,;\t|]*$/;

const unwrap = (line: string): string | null => WRAPPED.exec(line.trim())?.[1]?.replaceAll('""', '"') ?? null;

/** Cells of a CSV record that was kept as one text. */
export const partCells = (text: string, delimiter: CsvDelimiter): string[] =>
  parseCsvRecords(text, delimiter, 1).records[0]?.cells ?? [text];

/** What parts texts that are whole records each, as a spreadsheet keeps a CSV file in its first column; null where they are none. */
export function findWrappedDelimiter(texts: readonly string[]): CsvDelimiter | null {
  const some = texts.slice(0, LOOKED_AT);
  const delimiter = detectDelimiter(some.join("\n"));
  if (delimiter === null) return null;
  const rows = some.map((text) => partCells(text, delimiter));
  const isTable = rows.some(isHeadingRow) || rows.every((cells) => isActionRow(cells) || isCodedRow(cells));
  return isTable ? delimiter : null;
}

/** The same of a text whose every line is one cell in quotes; some, such as the headings, may stand as they are. */
export function findWrappedLines(text: string): CsvDelimiter | null {
  const end = text.length > LOOKED_AT_CHARACTERS ? text.lastIndexOf("\n", LOOKED_AT_CHARACTERS) : text.length;
  const lines = text
    .slice(0, Math.max(end, 0))
    .split("\n", LOOKED_AT)
    .filter((line) => line.trim() !== "");
  const texts = lines.map((line) => unwrap(line) ?? (line.includes('"') ? null : line));
  const wrapped = lines.filter((line) => unwrap(line) !== null);
  if (wrapped.length === 0 || wrapped.length * 2 < lines.length) return null;
  return texts.every((line) => line !== null) ? findWrappedDelimiter(texts) : null;
}

export const unwrapLines = (text: string): string =>
  text
    .split("\n")
    .map((line) => unwrap(line) ?? line)
    .join("\n");
