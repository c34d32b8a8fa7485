import type { DigitRange } from "@/lib/domain/number-range";
import { readLines } from "@/lib/domain/number-list-lines";
import { isOneAbroad } from "@/lib/domain/number-list-abroad";
import { splitSpellings } from "@/lib/domain/number-list-split";
import {
  formatNational,
  type InvalidNumber,
  type NumberWarning,
  type ParsedNumber,
  parsePhoneNumber,
  type PhoneNumber,
} from "@/lib/domain/phone-number";
import { foldSpelling, readKeypad } from "@/lib/domain/phone-number-spelling";
import type { RowProblem, RowRepair } from "./checked-row";
import { makeProblem, quoteCell } from "./problems";
import { UPLOAD_LIMITS } from "./upload";

/** What one cell says; `several`: different numbers and nothing else. */
export type CellNumber =
  | { type: "number"; number: PhoneNumber; warnings: readonly NumberWarning[] }
  | { type: "range"; range: DigitRange }
  | { type: "several"; numbers: readonly PhoneNumber[]; message: string }
  | { type: "invalid"; problem: RowProblem };

type Place = {
  column: number | null;
  isJoined?: boolean;
  write?: (number: PhoneNumber) => Readonly<Record<number, string>>;
};

/** As many as a cell has characters, so that none is left out of a question. */
const MAX_SPELLINGS = UPLOAD_LIMITS.cellCharacters;
/** A number and a word behind it, as whole columns have it: read at once, with the answer that the long way gives. */
const NOTED = /^([+(]?\d[\d(). -]{7,17}\d) +[(-]? *\p{L}[\p{L} .']{0,40}\)?$/u;

/**
 * Reads a cell exactly as a pasted list is read: `919-999-1200 (Mobile)` is a number, and so is `Call 919-999-1234<tel:919-999-1234>`.
 * A repair writes the number with `write`.
 */
export function readNumberCell(text: string, place: Place): CellNumber {
  const noted = place.isJoined ? undefined : NOTED.exec(text)?.[1];
  const before = noted === undefined ? null : parsePhoneNumber(noted);
  if (before?.ok) return { type: "number", number: before.number, warnings: before.warnings };
  const whole = parsePhoneNumber(text);
  if (whole.ok) return { type: "number", number: whole.number, warnings: whole.warnings };
  if (whole.range) return { type: "range", range: whole.range };
  if (whole.code === "letters" && readVanity(text)) return { type: "invalid", problem: toProblem(whole, place) };
  const found = place.isJoined || whole.code === "empty" || isOneAbroad(whole) ? [whole] : listSpellings(text);
  const valid = found.filter((one) => one.ok);
  const numbers = [...new Set(valid.map(({ number }) => number))];
  const rest = found.filter((one): one is InvalidNumber => !one.ok);
  const [first] = valid;
  if (first && numbers.length === 1 && rest.length === 0)
    return { type: "number", number: first.number, warnings: first.warnings };
  if (rest.length === 0 && numbers.length > 1) {
    const list = numbers.slice(0, 3).map(formatNational).join(", ");
    return {
      type: "several",
      numbers,
      message: `${quoteCell(text)} contains ${numbers.length} numbers: ${list}${numbers.length > 3 ? ", …" : ""}. Enter one number per row.`,
    };
  }
  const [fault] = rest;
  if (first && fault) return { type: "invalid", problem: explainExtra(text, place, numbers, fault) };
  if (fault?.range && found.length === 1) return { type: "range", range: fault.range };
  return { type: "invalid", problem: toProblem(fault ?? whole, place) };
}

function listSpellings(text: string): ParsedNumber[] {
  const found: ParsedNumber[] = [];
  for (const line of readLines(text)) {
    if (!/\p{Nd}/u.test(line.text)) continue;
    for (const { parsed } of splitSpellings(line.text)) if (found.push(parsed) >= MAX_SPELLINGS) return found;
  }
  return found;
}

function explainExtra(
  text: string,
  { column, write }: Place,
  numbers: readonly PhoneNumber[],
  fault: InvalidNumber,
): RowProblem {
  const [number] = numbers;
  const isOne = numbers.length === 1 && fault.range === undefined;
  const list = numbers.slice(0, 3).map(formatNational).join(", ");
  const message = `${quoteCell(text)} holds ${list} and also ${quoteCell(fault.original)}. Keep one number in the cell.`;
  const repair = isOne && number && write ? keepNumber(number, write) : null;
  return makeProblem("extra-text", column, message, repair);
}

const keepNumber = (
  number: PhoneNumber,
  write: (number: PhoneNumber) => Readonly<Record<number, string>>,
): RowRepair => ({
  label: `Keep ${formatNational(number)}`,
  cells: write(number),
});

function toProblem(fault: InvalidNumber, { column, write }: Place): RowProblem {
  if (fault.code === "empty" || fault.code === "no-digits")
    return makeProblem(fault.code, column, fault.message, { label: "Remove the row", cells: null });
  return makeProblem(fault.code, column, fault.message, write ? findRepair(fault, write) : null);
}

const EXTENSION = /[\s,;.(]*(?:;\s*ext\s*=|ext(?:ension|n)?\b|x|#)[\s.:#=-]*\d{1,7}[\s)]*$/i;
// A whole area code in digits, and then a word: `1-800-FLOWERS`. Anything else with letters is no vanity number.
const VANITY = /^\+?(?:1[\s.-]*)?\(?[2-9]\d\d\)?[\s.-]*[\da-z][\da-z\s.-]*[a-z]{3,}$/i;

function findRepair(
  { code, original }: InvalidNumber,
  write: (number: PhoneNumber) => Readonly<Record<number, string>>,
): RowRepair | null {
  const text = foldSpelling(original);
  if (code === "extension") {
    const base = parsePhoneNumber(text.replace(EXTENSION, ""));
    return base.ok
      ? { label: `Remove the extension: ${formatNational(base.number)}`, cells: write(base.number) }
      : null;
  }
  const dialed = code === "letters" ? readVanity(original) : null;
  return dialed && { label: `Use ${formatNational(dialed)}`, cells: write(dialed) };
}

function readVanity(original: string): PhoneNumber | null {
  const text = foldSpelling(original);
  if (text.length > 30 || !VANITY.test(text) || /x{2,}/i.test(text)) return null;
  const dialed = parsePhoneNumber(readKeypad(text));
  return dialed.ok ? dialed.number : null;
}
