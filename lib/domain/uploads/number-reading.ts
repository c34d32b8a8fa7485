import { MAX_RANGE_NUMBERS } from "@/lib/domain/number-range";
import { type NumberWarning, type PhoneNumber, toTenDigits } from "@/lib/domain/phone-number";
import type { RowProblem } from "./checked-row";
import { makeProblem, quoteCell } from "./problems";
import { type CellNumber, readNumberCell } from "./read-number-cell";

export type CellTexts = Readonly<Record<number, string>>;

/** What the columns of a number say together. `write` gives the cells that hold one number alone. */
export type NumberReading =
  | { type: "number"; number: PhoneNumber; warnings: readonly NumberWarning[]; column: number | null }
  | { type: "several"; numbers: readonly PhoneNumber[]; problem: RowProblem; write: (number: PhoneNumber) => CellTexts }
  | {
      type: "range";
      first: string;
      last: string;
      size: number;
      hasLast: boolean;
      text: string;
      column: number | null;
      write: (number: PhoneNumber) => CellTexts;
    }
  | { type: "invalid"; problems: readonly RowProblem[] };

type RangeInput = Omit<Extract<NumberReading, { type: "range" }>, "type"> & { swapped: CellTexts | null };

/** A range, or why it cannot be one. `swapped`: the cells with its ends the other way round. */
export function toRange({ swapped, ...range }: RangeInput): NumberReading {
  const { first, last, size, column, text } = range;
  if (size < 1) {
    const message = `${quoteCell(text)} ends before it starts. Enter the lower number first.`;
    const repair = swapped && { label: "Swap first and last number", cells: swapped };
    return { type: "invalid", problems: [makeProblem("range-order", column, message, repair)] };
  }
  if (size > MAX_RANGE_NUMBERS || last.length > 10) {
    const isOneExchange = first.slice(0, 6) === last.slice(0, 6);
    const message = `${quoteCell(text)} is a range of ${size.toLocaleString("en-US")} numbers${isOneExchange ? "" : " in different exchanges"}; at most ${MAX_RANGE_NUMBERS.toLocaleString("en-US")} can be expanded. Check both ends.`;
    return { type: "invalid", problems: [makeProblem("range-size", column, message)] };
  }
  return { type: "range", ...range };
}

/** The last number may be written in full or by its last digits. */
export function readLast(text: string, first: CellNumber): CellNumber {
  const digits = text.replace(/^(\d+)\.0+$/, "$1");
  if (first.type === "number" && /^\d{2}$/.test(digits))
    return readNumberCell(toTenDigits(first.number).slice(0, 8) + digits, { column: null });
  if (first.type === "number" && /^(?:\d{3,4}|\d{3}[-. ]?\d{4})$/.test(digits)) {
    const suffix = digits.replace(/\D/g, "").padStart(4, "0");
    return readNumberCell(toTenDigits(first.number).slice(0, 10 - suffix.length) + suffix, { column: null });
  }
  return readNumberCell(text, { column: null });
}

/** “10 DIDs”. */
const QUANTITY_WORDS = /\s*(?:tn|did|number|num|line|phone|block)s?\.?$/i;

export function readQuantity(text: string): number | "unreadable" {
  const digits = text
    .replace(QUANTITY_WORDS, "")
    .replace(/^(\d+)\.0+$/, "$1")
    .replace(/^(\d{1,3}),(\d{3})$/, "$1$2");
  const quantity = /^\d{1,7}$/.test(digits) ? Number(digits) : 0;
  return quantity >= 1 ? quantity : "unreadable";
}
