import { CsvError, type Info, parse } from "csv-parse/sync";

export type CsvDelimiter = "," | ";" | "\t" | "|";

/** One record: its cells and the line on which it begins, from 1; line breaks within quotes are counted. */
export type CsvRecord = { line: number; cells: string[] };

/** A line that breaks the rules of CSV; its text is kept as it stood. */
export type MalformedLine = { line: number; text: string; message: string };

export type CsvRecords = { records: CsvRecord[]; malformed: MalformedLine[]; isCut: boolean };

const MAX_RECORD_CHARACTERS = 65_536;
// Each new start copies the rest of the text, so a file full of stray quotes is read line by line after this many.
const MAX_RESTARTS = 50;

/** A quoted cell of several lines that leaves the wrong number of cells: most likely a stray quote that swallowed rows. */
class TornRecord extends Error {}

function describeLine(line: number, text: string): string {
  const isOpen = text.split('"').length % 2 === 0;
  const cause =
    text.length > MAX_RECORD_CHARACTERS
      ? "it is longer than 65,536 characters"
      : isOpen
        ? "a quote is opened and never closed"
        : "something follows a closing quote where a separator is expected";
  return `Line ${line} is not valid CSV: ${cause}. Put the cell in quotes and double every quote inside it.`;
}

function countBreaks(cells: readonly string[]): number {
  return cells.reduce((sum, cell) => sum + (cell.includes("\n") ? cell.split("\n").length - 1 : 0), 0);
}

function isBlank(line: string, delimiter: CsvDelimiter): boolean {
  return line.replaceAll(delimiter, "").replaceAll('""', "").trim() === "";
}

type Reading = { delimiter: CsvDelimiter; from: number; max: number; width?: number | null; isRelaxed?: boolean };
type Attempt = { records: CsvRecord[]; width: number | null; isBroken: boolean };

/** Reads records until the end, the limit, or the first that is broken. `width` is the number of cells of the file's first record. */
function readRecords(text: string, { delimiter, from, max, width = null, isRelaxed = false }: Reading): Attempt {
  const records: CsvRecord[] = [];
  let expected = width;
  const keepRecord = (cells: string[], { lines }: Info): null => {
    const breaks = countBreaks(cells);
    expected ??= cells.length;
    if (breaks > 0 && cells.length !== expected) throw new TornRecord();
    records.push({ line: from - 1 + lines - breaks, cells });
    return null;
  };
  try {
    parse(text, {
      delimiter,
      record_delimiter: "\n",
      relax_column_count: true,
      relax_quotes: isRelaxed,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
      max_record_size: MAX_RECORD_CHARACTERS,
      to: max,
      onRecord: keepRecord,
    });
    return { records, width: expected, isBroken: false };
  } catch (error) {
    if (!(error instanceof CsvError) && !(error instanceof TornRecord)) throw error;
    return { records, width: expected, isBroken: true };
  }
}

/**
 * A line that can be read by itself: every quoted cell ends where it should. A quote within an unquoted cell (`5" pipe`) is taken literally,
 * as spreadsheets do; in a line by itself that can swallow nothing.
 */
function makeLineTest(delimiter: CsvDelimiter): (line: string) => boolean {
  const cell = `(?:"[^"]*(?:""[^"]*)*"|[^"${delimiter}][^${delimiter}]*|)`;
  const pattern = new RegExp(`^${cell}(?:[${delimiter}]${cell})*$`);
  return (line) => line.length <= MAX_RECORD_CHARACTERS && pattern.test(line);
}

/** `="2015550123"`, written raw by many exports to keep digits, is put in quotes so that the reader takes it as a cell. */
function quoteFormulas(text: string, delimiter: CsvDelimiter): string {
  if (!text.includes('="')) return text;
  // A first line that is too long to be a record is read as a list, where cells like these need no quotes.
  const end = text.indexOf("\n");
  if ((end < 0 ? text.length : end) > MAX_RECORD_CHARACTERS) return text;
  const cell = new RegExp(`(^|[${delimiter}\\n])=("[^"\\n]+")(?=[${delimiter}\\n]|$)`, "g");
  return text.replace(cell, (_all, before: string, quoted: string) => `${before}"=${quoted.replaceAll('"', '""')}"`);
}

/** Of a line that breaks the rules: spaces between a separator and a quoted cell (`"TN", "Name"`) are no part of the cell. */
function closeUpQuotes(text: string, delimiter: CsvDelimiter): string {
  if (delimiter === "\t" || !/[,;|] +"|" +[,;|]/.test(text)) return text;
  const cell = new RegExp(`(^|[${delimiter}]) *("[^"]*(?:""[^"]*)*") *(?=[${delimiter}]|$)`, "g");
  return text.replace(cell, "$1$2");
}

/**
 * Reads CSV text whose line breaks are `\n`, at most `max` records (`isCut` when there were more). Blank records are left out. A broken line
 * is set aside with a message, and reading goes on at the next line, so that one stray quote never swallows the rest of the file.
 * `width`: how many cells the table's records have, else as many as the first one. `firstLine`: which line of the file the text begins with.
 */
export function parseCsvRecords(
  source: string,
  delimiter: CsvDelimiter,
  max: number,
  { width: knownWidth = null, firstLine = 1 }: { width?: number | null; firstLine?: number } = {},
): CsvRecords {
  const text = quoteFormulas(source, delimiter);
  const records: CsvRecord[] = [];
  const malformed: MalformedLine[] = [];
  const canReadLine = makeLineTest(delimiter);
  let lines: string[] = [];
  let sourceLines: string[] = [];
  let width: number | null = knownWidth;
  let from = 1;
  let rest = text;

  function keep(attempt: Attempt): void {
    for (const record of attempt.records) records.push(record);
  }

  function keepMalformed(line: number): void {
    // More are never shown, and describing each takes longer than reading it.
    if (malformed.length > max) return;
    const original = sourceLines[line - 1] ?? "";
    const place = line + firstLine - 1;
    malformed.push({ line: place, text: original, message: describeLine(place, original) });
  }

  for (let restarts = 0; restarts <= MAX_RESTARTS && records.length <= max; restarts += 1) {
    const attempt = readRecords(rest, { delimiter, from, max: max + 1 - records.length, width });
    keep(attempt);
    width = attempt.width;
    if (!attempt.isBroken) return finishRecords(records, malformed, { max, firstLine });
    if (lines.length === 0) {
      lines = text.split("\n");
      sourceLines = source.split("\n");
    }
    const last = attempt.records[attempt.records.length - 1];
    let broken = last ? last.line + countBreaks(last.cells) + 1 : from;
    while (broken < lines.length && isBlank(lines[broken - 1] ?? "", delimiter)) broken += 1;
    const line = closeUpQuotes(lines[broken - 1] ?? "", delimiter);
    if (canReadLine(line)) keep(readRecords(line, { delimiter, from: broken, max: 1, isRelaxed: true }));
    else keepMalformed(broken);
    from = broken + 1;
    rest = lines.slice(broken).join("\n");
  }
  // Broken lines are blanked, which keeps the numbers of those that follow, and the rest is read at once.
  const readable = lines.slice(from - 1).map((own, index) => {
    const line = closeUpQuotes(own, delimiter);
    if (canReadLine(line)) return line;
    keepMalformed(from + index);
    return "";
  });
  const room = max + 1 - records.length;
  if (room > 0) keep(readRecords(readable.join("\n"), { delimiter, from, max: room, isRelaxed: true }));
  return finishRecords(records, malformed, { max, firstLine });
}

function finishRecords(
  records: CsvRecord[],
  malformed: MalformedLine[],
  { max, firstLine }: { max: number; firstLine: number },
): CsvRecords {
  const isCut = records.length > max;
  if (firstLine > 1) for (const record of records) record.line += firstLine - 1;
  return { records: isCut ? records.slice(0, max) : records, malformed, isCut };
}

const DELIMITERS: readonly CsvDelimiter[] = [",", ";", "\t", "|"];
const SAMPLE_LINES = 60;

function countOutsideQuotes(line: string, delimiter: CsvDelimiter): number {
  return line.replace(/"[^"]*"|\b\d,\d+E\+?\d+/gi, "").split(delimiter).length - 1;
}

/** `width`: how many cells most lines of the sample have. */
export type CsvShape = { delimiter: CsvDelimiter; width: number };

/**
 * The delimiter that parts most sample lines into the same number of cells, or null when the text looks like a plain list. Quoted cells and
 * decimal commas (`1,20156E+10`) do not count; of equals the one that makes more cells wins.
 */
function detectShape(text: string): CsvShape | null {
  const { best, sampled } = scoreDelimiters(text);
  return best && best.lines >= sampled * 0.5 && best.lines > 0
    ? { delimiter: best.delimiter, width: best.size + 1 }
    : null;
}

export const detectDelimiter = (text: string): CsvDelimiter | null => detectShape(text)?.delimiter ?? null;

/** How many cells most lines have that are parted by this delimiter; null where none is. */
export function detectWidth(text: string, delimiter: CsvDelimiter): number | null {
  const score = scoreDelimiters(text).scores.find((one) => one.delimiter === delimiter);
  return score && score.lines > 0 ? score.size + 1 : null;
}

function scoreDelimiters(text: string) {
  // Quoted line breaks are closed up first, so that a cell of several lines is one line of the sample.
  const head = text.slice(0, 40_000).replace(/"[^"]*"/g, (quoted) => (quoted.length < 2_000 ? '""' : quoted));
  const sample = head
    .split("\n")
    .filter((line) => line.trim() !== "")
    .slice(0, SAMPLE_LINES);
  const scores = DELIMITERS.map((delimiter) => {
    const sizes = new Map<number, number>();
    for (const line of sample) {
      const size = countOutsideQuotes(line, delimiter);
      if (size > 0) sizes.set(size, (sizes.get(size) ?? 0) + 1);
    }
    const [size = 0, lines = 0] = [...sizes].sort((one, other) => other[1] - one[1] || other[0] - one[0])[0] ?? [];
    return { delimiter, size, lines };
  });
  const [best] = scores.toSorted((one, other) => other.lines - one.lines || other.size - one.size);
  return { scores, best, sampled: sample.length };
}
