import { findPlace, readLines } from "./number-list-lines";
import { splitSpellings } from "./number-list-split";
import { type NumberErrorCode, type NumberWarning, type ParsedNumber, type PhoneNumber } from "./phone-number";

/** How many numbers one pasted list may hold. */
export const MAX_LIST_NUMBERS = 10_000;

/** How many characters of a pasted list are read: 200 for each number, far more than any spelling needs. */
export const MAX_LIST_CHARACTERS = 2_000_000;

type Place = { line: number; column: number };

type Found = {
  /** The place in the order of the input, from 1. */
  row: number;
  /** The line of the text or file, from 1; line breaks within quotes are counted. */
  line: number;
  /** The character within the line, or the column of the file, from 1. */
  column: number;
  /** The text exactly as given. */
  original: string;
  warnings: NumberWarning[];
};

/** The outcome of one row of input. `duplicateOf` is the `row` in which the same number stood first. */
export type NumberRow =
  | (Found & { outcome: "valid"; number: PhoneNumber })
  | (Found & { outcome: "duplicate"; number: PhoneNumber; duplicateOf: number; message: string })
  | (Found & { outcome: "invalid"; code: RowErrorCode; message: string });

/** `malformed-row`: a line of a file that breaks the rules of CSV. */
export type RowErrorCode = NumberErrorCode | "malformed-row";

/** `total` is always the sum of the other three. */
export type NumberCounts = { total: number; valid: number; invalid: number; duplicate: number };

/** Present when the input held more than the limit (`max` numbers or characters); `line` is where reading stopped. */
export type NumberOverflow = { max: number; line: number; message: string };

export type NumberList = {
  rows: NumberRow[];
  counts: NumberCounts;
  /** Every valid number once, in the order of first appearance. */
  valid: PhoneNumber[];
  /** A first line without digits above lines with digits: taken as a heading, not as a row. */
  heading: string | null;
  overflow: NumberOverflow | null;
};

export type NumberCollector = {
  /** Takes one parsed spelling as the next row and remembers its number, so that the next equal one is a duplicate. */
  add(place: Place, parsed: ParsedNumber): NumberRow;
  /** Takes a line that could not be read as the next row, invalid. */
  addMalformed(place: Place, original: string, message: string): NumberRow;
  rows: NumberRow[];
  counts: NumberCounts;
  valid: PhoneNumber[];
};

/** Collects rows in input order, finding duplicates and counting outcomes. Pasted lists and files share it. */
export function collectNumbers(): NumberCollector {
  const rows: NumberRow[] = [];
  const valid: PhoneNumber[] = [];
  const counts: NumberCounts = { total: 0, valid: 0, invalid: 0, duplicate: 0 };
  const firstRows = new Map<PhoneNumber, NumberRow>();

  // Written out property by property: spreading a shared part costs more than all the rest of a row.
  function toRow({ line, column }: Place, parsed: ParsedNumber): NumberRow {
    const row = rows.length + 1;
    const { original } = parsed;
    if (!parsed.ok) {
      const { code, message } = parsed;
      return { row, line, column, original, outcome: "invalid", code, message, warnings: [] };
    }
    const { number, warnings } = parsed;
    const first = firstRows.get(number);
    if (first) {
      const message = `The same number is already on line ${first.line}.`;
      return { row, line, column, original, outcome: "duplicate", number, duplicateOf: first.row, message, warnings };
    }
    valid.push(number);
    const numberRow: NumberRow = { row, line, column, original, outcome: "valid", number, warnings };
    firstRows.set(number, numberRow);
    return numberRow;
  }

  function keep(numberRow: NumberRow): NumberRow {
    rows.push(numberRow);
    counts.total += 1;
    counts[numberRow.outcome] += 1;
    return numberRow;
  }

  return {
    rows,
    counts,
    valid,
    add: (place, parsed) => keep(toRow(place, parsed)),
    addMalformed({ line, column }, original, message) {
      const row = rows.length + 1;
      return keep({ row, line, column, original, outcome: "invalid", code: "malformed-row", message, warnings: [] });
    },
  };
}

/** The words for an input that holds more rows than allowed. */
export function describeOverflow(max: number, line: number): NumberOverflow {
  const message = `More than ${max.toLocaleString("en-US")} numbers: nothing from line ${line} on was read. Split the input.`;
  return { max, line, message };
}

function findHeading(text: string): string | null {
  const first = /\S[^\n\r]*/.exec(text);
  if (!first || /\p{Nd}/u.test(first[0])) return null;
  return /\p{Nd}/u.test(text.slice(first.index)) ? first[0].trim() : null;
}

/** Cuts before the limit where a number cannot be torn apart; a text without any break is refused as one long row. */
function cutText(text: string): string {
  const head = text.slice(0, MAX_LIST_CHARACTERS);
  const at = Math.max(head.lastIndexOf("\n"), head.lastIndexOf(","), head.lastIndexOf(";"), head.lastIndexOf("\t"));
  return at > 0 ? head.slice(0, at) : head;
}

function describeCut(line: number): NumberOverflow {
  const limit = MAX_LIST_CHARACTERS.toLocaleString("en-US");
  const message = `The text is longer than ${limit} characters: nothing after line ${line} was read. Split the input.`;
  return { max: MAX_LIST_CHARACTERS, line, message };
}

/**
 * Reads a pasted list: any separators, any spellings, at most `max` numbers. Keeps the input order and every row, also invalid and duplicate
 * ones. A blank text gives an empty list. Never throws.
 */
export function parseNumberList(text: string, options: { max?: number } = {}): NumberList {
  const max = options.max ?? MAX_LIST_NUMBERS;
  const collector = collectNumbers();
  const { rows, counts, valid } = collector;
  const heading = findHeading(text);
  const isCut = text.length > MAX_LIST_CHARACTERS;
  let isHeadingDue = heading !== null;
  let line = 0;
  for (const content of readLines(isCut ? cutText(text) : text)) {
    line = content.line;
    if (content.text.trim() === "") continue;
    if (isHeadingDue) {
      isHeadingDue = false;
      continue;
    }
    for (const { column, parsed } of splitSpellings(content.text)) {
      if (rows.length >= max) return { rows, counts, valid, heading, overflow: describeOverflow(max, line) };
      collector.add(findPlace(content, column), parsed);
    }
  }
  return { rows, counts, valid, heading, overflow: isCut ? describeCut(line) : null };
}
