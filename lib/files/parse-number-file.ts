import {
  collectNumbers,
  describeOverflow,
  type NumberCollector,
  type NumberCounts,
  type NumberOverflow,
  type NumberRow,
  parseNumberList,
} from "@/lib/domain/number-list";
import { formatNational, parsePhoneNumber, type PhoneNumber } from "@/lib/domain/phone-number";
import type { NumberReading } from "@/lib/domain/uploads/number-reading";
import { createNumberReader } from "@/lib/domain/uploads/read-number-cells";
import { type CsvDelimiter, type CsvRecords, detectDelimiter, detectWidth, parseCsvRecords } from "./parse-csv-records";
import { type FileEncoding, parseFileText } from "./parse-file-text";
import { findNumberColumns, type NumberColumns } from "./parse-number-columns";

/** The limits of one file or pasted text, shown before a file is chosen. */
export const MAX_FILE_BYTES = 10_000_000;
export const MAX_FILE_ROWS = 100_000;

export type NumberInput = { text: string } | { bytes: Uint8Array; fileName: string };

/** What a person has decided; whatever is absent is found out. `numberColumn` is an index from 0. */
export type NumberInputOptions = {
  maxRows?: number;
  maxBytes?: number;
  delimiter?: CsvDelimiter;
  hasHeader?: boolean;
  numberColumn?: number;
};

/** A row as in a pasted list, with all cells of its record. `column` is the column of the file; 1 for a malformed line. */
export type NumberInputRow = NumberRow & { cells: string[] };

export type ParsedNumberInput = {
  ok: true;
  /** `table`: one number per record in one column. `list`: numbers only, any separators. */
  kind: "table" | "list";
  /** Null for pasted text. */
  encoding: FileEncoding | null;
  delimiter: CsvDelimiter | null;
  header: string[] | null;
  /** Titles and notes above the header, which are no rows. */
  rowsAbove: number;
  numberColumn: number;
  otherNumberColumns: number[];
  rows: NumberInputRow[];
  counts: NumberCounts;
  valid: PhoneNumber[];
  overflow: NumberOverflow | null;
};

export type RefusedNumberInput = {
  ok: false;
  code: "empty" | "too-large" | "workbook" | "not-text";
  message: string;
};

function refuse(code: RefusedNumberInput["code"], message: string): RefusedNumberInput {
  return { ok: false, code, message };
}

function readList(text: string, encoding: FileEncoding | null, max: number): ParsedNumberInput {
  const { rows, counts, valid, heading, overflow } = parseNumberList(text, { max });
  return {
    ok: true,
    kind: "list",
    encoding,
    delimiter: null,
    header: heading === null ? null : [heading],
    rowsAbove: 0,
    numberColumn: 0,
    otherNumberColumns: [],
    rows: rows.map((row) => ({ ...row, cells: [row.original] })),
    counts,
    valid,
    overflow,
  };
}

/** `faults`: why the cell of a line cannot be taken for a number although it may look like one. */
export function readTable(
  { records, malformed, isCut }: CsvRecords,
  { headerRow, numberColumn, otherNumberColumns, roles }: NumberColumns,
  max: number,
  faults: ReadonlyMap<number, string> = new Map(),
): Omit<ParsedNumberInput, "ok" | "kind" | "encoding" | "delimiter"> {
  const collector = collectNumbers();
  const rows: NumberInputRow[] = [];
  const readNumber = createNumberReader(roles);
  const body = records.slice(headerRow === null ? 0 : headerRow + 1);
  let nextMalformed = 0;
  const addMalformedBefore = (line: number) => {
    for (let next = malformed[nextMalformed]; next && next.line < line; next = malformed[nextMalformed]) {
      nextMalformed += 1;
      const parsedRow = collector.addMalformed({ line: next.line, column: 1 }, next.text, next.message);
      rows.push({ ...parsedRow, cells: [next.text] });
    }
  };
  for (const { line, cells } of body.slice(0, max)) {
    addMalformedBefore(line);
    const place = { line, column: numberColumn + 1 };
    const original = cells[numberColumn] ?? "";
    const fault = faults.get(line);
    const parsedRow =
      fault === undefined
        ? addReading(collector, place, original, readNumber(cells))
        : collector.addMalformed(place, original, fault);
    rows.push({ ...parsedRow, cells });
  }
  const firstUnread = body[max];
  const isOver = isCut || firstUnread !== undefined;
  const stop = firstUnread?.line ?? (body[body.length - 1]?.line ?? 0) + 1;
  addMalformedBefore(isOver ? stop : Infinity);
  const header = headerRow === null ? null : (records[headerRow]?.cells ?? []);
  const { counts, valid } = collector;
  const overflow = isOver ? describeOverflow(max, stop) : null;
  return { header, rowsAbove: headerRow ?? 0, numberColumn, otherNumberColumns, rows, counts, valid, overflow };
}

/**
 * Takes what the cells of a row say together. The row keeps a spelling that says the same by itself: the cell's own, where it does, else the
 * number in full.
 */
function addReading(
  collector: NumberCollector,
  place: { line: number; column: number },
  original: string,
  reading: NumberReading,
): NumberRow {
  const parsed = parsePhoneNumber(original);
  if (reading.type === "number") {
    const isOwn = parsed.ok && parsed.number === reading.number;
    return collector.add(place, isOwn ? parsed : parsePhoneNumber(formatNational(reading.number)));
  }
  if (reading.type === "range") {
    const isOwn = !parsed.ok && parsed.code === "range";
    return collector.add(place, isOwn ? parsed : parsePhoneNumber(`${reading.first} - ${reading.last}`));
  }
  const [problem] = reading.type === "several" ? [reading.problem] : reading.problems;
  return !parsed.ok && (!problem || problem.code === parsed.code)
    ? collector.add(place, parsed)
    : collector.addMalformed(place, original, problem?.message ?? "");
}

/** Whether the records are no table but lines of numbers: several columns of numbers and no heading that tells them apart. */
function isLineOfNumbers(records: CsvRecords, columns: NumberColumns, isFile: boolean): boolean {
  if (columns.hasHeader) return false;
  const cells = records.records.map((record) => record.cells.filter((cell) => cell.trim() !== ""));
  const hasOneWidth = new Set(cells.map((row) => row.length)).size === 1;
  const isOnlyNumbers = cells.every((row) => row.every((cell) => /^[^\p{L}]*\d[^\p{L}]*$/u.test(cell.trim())));
  if (isFile && hasOneWidth && cells.length > 1) return false;
  return isOnlyNumbers || columns.otherNumberColumns.length > 0;
}

function readText(
  source: string,
  encoding: FileEncoding | null,
  options: NumberInputOptions,
): ParsedNumberInput | RefusedNumberInput {
  const max = options.maxRows ?? MAX_FILE_ROWS;
  const text = source.replace(/^\ufeff/, "").replace(/\r\n?/g, "\n");
  if (text.trim() === "")
    return refuse("empty", "There is nothing in it; expected one number per line, or a CSV table.");
  // Excel's own hint on the first line; blanked rather than cut, so that line numbers stay right.
  const hint = /^"?sep=([,;\t|])"?(?=\n)/i.exec(text);
  const body = hint ? text.slice(hint[0].length) : text;
  const hinted = isDelimiter(hint?.[1]) ? hint[1] : null;
  const delimiter = options.delimiter ?? hinted ?? detectDelimiter(body);
  const { delimiter: chosen, hasHeader, numberColumn } = options;
  const isDecided = hinted !== null || [chosen, hasHeader, numberColumn].some((choice) => choice !== undefined);
  if (delimiter === null) return readList(body, encoding, max);
  const records = parseCsvRecords(body, delimiter, max + 1, { width: detectWidth(body, delimiter) });
  const columns = findNumberColumns(
    records.records.map(({ cells }) => cells),
    options,
  );
  if (!isDecided && isLineOfNumbers(records, columns, encoding !== null)) return readList(body, encoding, max);
  const table = readTable(records, columns, max);
  const isJoined = columns.roles.some((role) => role !== "ignore" && role !== "number");
  if (!isDecided && !isJoined && table.counts.valid === 0) {
    const list = readList(body, encoding, max);
    if (list.counts.valid > 0) return list;
  }
  return { ok: true, kind: "table", encoding, delimiter, ...table };
}

function isDelimiter(text: string | undefined): text is CsvDelimiter {
  return text === "," || text === ";" || text === "\t" || text === "|";
}

/**
 * Reads numbers from pasted text or the bytes of a file. A CSV table keeps its other columns and one row per record, numbers in one column;
 * anything else is read as a list. Good rows are kept whatever the others are: a malformed line is an invalid row with its line number.
 * Refused as a whole only when there is nothing to read: empty, larger than the limit, or not text.
 */
export function parseNumberInput(
  input: NumberInput,
  options: NumberInputOptions = {},
): ParsedNumberInput | RefusedNumberInput {
  const maxBytes = options.maxBytes ?? MAX_FILE_BYTES;
  const size = "text" in input ? input.text.length : input.bytes.length;
  if (size > maxBytes) {
    const name = "text" in input ? "The text" : `The file ${input.fileName}`;
    const found = `${(size / 1e6).toFixed(1)} MB; at most ${(maxBytes / 1e6).toFixed(1)} MB can be read`;
    return refuse("too-large", `${name} has ${found}. Split it and send the parts one after the other.`);
  }
  if ("text" in input) return readText(input.text, null, options);
  if (input.bytes.length === 0) return refuse("empty", `The file ${input.fileName} is empty.`);
  const decoded = parseFileText(input.bytes);
  return decoded.ok ? readText(decoded.text, decoded.encoding, options) : decoded;
}
