import { collectNumbers, MAX_LIST_NUMBERS, type NumberCounts, type NumberRow, parseNumberList } from "./number-list";
import { parsePhoneNumber, type PhoneNumber } from "./phone-number";

/** One spelling of a lookup. `duplicateOf`: the `seq` where the same number stands first. `problem`: why it is no number. */
export type LookupRow = {
  /** The place in the input, from 1. */
  seq: number;
  line: number;
  original: string;
  number: PhoneNumber | null;
  problem: string | null;
  duplicateOf: number | null;
};

/** `counts.total` is the number of rows, and the sum of the other three. `notices`: what was assumed or left out. */
export type LookupRows = { rows: LookupRow[]; counts: NumberCounts; notices: string[] };

/** An e-mail is full of dates and times: so many spellings are read, of which the numbers have to be few enough. */
const MAX_READ = 4 * MAX_LIST_NUMBERS;
const HAS_WORD = /\p{L}{2}/u;
const DATE_OR_TIME =
  /^\D*(?:\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}|\d{1,2}:\d{2}(?::\d{2})?)(?:[T\s,]+\d{1,2}(?::\d{2})*(?:\.\d+)?)?\D*$/;
/** With fewer digits it is a year, an amount or a street's number, and never a number with a few digits lost. */
const MIN_DIGITS = 7;

/** Reads pasted text: a list, a table's cells or an e-mail thread. Keeps every spelling in its order; never throws. */
export function readLookupText(text: string, max = MAX_LIST_NUMBERS): LookupRows {
  const list = parseNumberList(text, { max: MAX_READ });
  const lines = list.rows.some(({ outcome }) => outcome === "invalid") ? text.split(LINE_BREAK) : [];
  const kept = list.rows.filter((row) => !isStray(row, lines[row.line - 1] ?? ""));
  const strays = list.rows.length - kept.length;
  const notices = strays > 0 ? [describeStrays(strays)] : [];
  if (list.overflow) notices.push(list.overflow.message);
  return collect(
    kept.map(({ line, column, original }) => ({ line, column, original })),
    notices,
    max,
  );
}

type Entry = { line: number; column: number; original: string; fault?: string };

/** Takes the rows of a file, of which one column was read. */
export const readLookupEntries = (
  entries: readonly Entry[],
  notices: readonly string[],
  max = MAX_LIST_NUMBERS,
): LookupRows => collect(entries, [...notices], max);

const LINE_BREAK = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/;

/** In prose only: in a plain list each spelling was meant as a number. */
const isStray = (row: NumberRow, line: string) =>
  row.outcome === "invalid" &&
  HAS_WORD.test(line) &&
  (DATE_OR_TIME.test(row.original) || (row.original.match(/\p{Nd}/gu)?.length ?? 0) < MIN_DIGITS);

const count = (n: number) => n.toLocaleString("en-US");

const describeStrays = (strays: number) =>
  strays === 1
    ? "1 date, time or short number in the text was left out."
    : `${count(strays)} dates, times and short numbers in the text were left out.`;

function collect(entries: readonly Entry[], notices: string[], max: number): LookupRows {
  const collector = collectNumbers();
  const rows = entries.slice(0, max).map((entry): LookupRow => {
    const { line, original, fault } = entry;
    const row =
      fault === undefined
        ? collector.add(entry, parsePhoneNumber(original))
        : collector.addMalformed(entry, original, fault);
    return {
      seq: row.row,
      line,
      original,
      number: row.outcome === "invalid" ? null : row.number,
      problem: row.outcome === "invalid" ? row.message : null,
      duplicateOf: row.outcome === "duplicate" ? row.duplicateOf : null,
    };
  });
  const first = entries[max];
  if (first)
    notices.push(
      `More than ${count(max)} numbers: nothing from line ${count(first.line)} on was looked up. Paste the rest as another list.`,
    );
  return { rows, counts: collector.counts, notices };
}
