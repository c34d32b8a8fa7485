import { readBareCode } from "./calling-code";
import { type DigitRange, MAX_RANGE_NUMBERS } from "./number-range";
import { findAreaCodeFault, findExchangeFault } from "./phone-number-rules";
import { readKeypad } from "./phone-number-spelling";

/** Why a spelling is no number. */
export type NumberErrorCode =
  | "empty"
  | "no-digits"
  | "letters"
  | "bad-character"
  | "extension"
  | "too-short"
  | "too-long"
  | "several-numbers"
  | "range"
  | "foreign"
  | "bad-area-code"
  | "bad-exchange"
  | "excel-lost-digits"
  | "not-whole";

/** `message`: what was found, what was expected, how to fix it. `range`: where the text is one, its ends. */
export type InvalidNumber = {
  ok: false;
  original: string;
  code: NumberErrorCode;
  message: string;
  range?: DigitRange;
};

export function quote(text: string): string {
  return `“${text.length > 40 ? `${text.slice(0, 40)}…` : text}”`;
}

export function invalid(original: string, code: NumberErrorCode, message: string): InvalidNumber {
  return { ok: false, original, code, message };
}

export function explainLostDigits(original: string, known: string, lost: number): InvalidNumber {
  const total = known.length + lost;
  const masked = (known + "?".repeat(lost)).slice(total === 11 && known.startsWith("1") ? 1 : 0);
  const shape =
    masked.length === 10 ? ` Remaining digits: (${masked.slice(0, 3)}) ${masked.slice(3, 6)}-${masked.slice(6)}.` : "";
  return invalid(
    original,
    "excel-lost-digits",
    `${quote(original)}: a spreadsheet kept ${known.length} of ${total} digits and destroyed the last ${lost}` +
      ` (the last one kept may be rounded).${shape} Format the column as text in the original file and export it again.`,
  );
}

function explainLetters(original: string, text: string): InvalidNumber {
  if (!/\d/.test(text)) {
    return invalid(
      original,
      "no-digits",
      `${quote(original)} contains no digits. Enter 10 digits, such as (201) 555-0123.`,
    );
  }
  if (/^[\d\s().-]*x{2,}[\dx\s().-]*$/i.test(text)) {
    return invalid(original, "letters", `${quote(original)} is a search mask, not a number. Enter all 10 digits.`);
  }
  const keypad = readKeypad(text).replace(/^1(?=\d{10}$)/, "");
  const advice = /^\d{10}$/.test(keypad)
    ? ` On a keypad it is ${formatTen(keypad)}; enter that.`
    : " Enter digits only.";
  return invalid(original, "letters", `${quote(original)} contains letters.${advice}`);
}

export function explainForbidden(original: string, text: string, at: number): InvalidNumber {
  if (/[a-z]/i.test(text)) return explainLetters(original, text);
  const char = String.fromCodePoint(text.codePointAt(at) ?? 0);
  return invalid(
    original,
    "bad-character",
    `${quote(original)}: the character ${quote(char)} is not allowed in a number. Use only digits, spaces and ( ) - . /`,
  );
}

export function hasTwoNumbers(digits: string): boolean {
  const isNumber = (part: string) => {
    const ten = part.length === 11 && part.startsWith("1") ? part.slice(1) : part;
    return (
      ten.length === 10 && !findAreaCodeFault(ten.slice(0, 3)) && !findExchangeFault(ten.slice(0, 3), ten.slice(3, 6))
    );
  };
  return [10, 11].some((cut) => isNumber(digits.slice(0, cut)) && isNumber(digits.slice(cut)));
}

export function explainLength(original: string, digits: string): InvalidNumber {
  const size = digits.length;
  const country = readBareCode(original);
  if (country !== null) {
    const found = `${quote(original)}: ${country} is the code of another country`;
    return invalid(original, "foreign", `${found}. Only US numbers can be used.`);
  }
  if (digits.startsWith("1") && size <= 10) {
    const rest = size - 1;
    return invalid(
      original,
      "too-short",
      `${quote(original)}: ${rest} digits after the country code 1, 10 expected. Add the missing ${10 - rest}.`,
    );
  }
  if (size < 10) {
    const advice = size === 7 ? "Add the area code" : `Add the missing ${10 - size}`;
    return invalid(original, "too-short", `${quote(original)}: ${size} digits, 10 expected. ${advice}.`);
  }
  if (hasTwoNumbers(digits)) {
    return invalid(original, "several-numbers", `${quote(original)} contains two numbers. Enter one number per row.`);
  }
  const head = size === 11 ? `11 digits must start with 1, not ${digits.charAt(0)}` : `${size} digits, 10 expected`;
  return invalid(original, "too-long", `${quote(original)}: ${head}. Remove what is not part of the number.`);
}

export function describeRange(original: string, { first, last, size }: DigitRange): string {
  const ends = `from ${formatTen(first)} to ${formatTen(last)}`;
  if (size < 1) return `${quote(original)} is a range that ends before it starts: ${ends}. Swap the two numbers.`;
  const count = size.toLocaleString("en-US");
  const choice = `For these two numbers only, enter them with a comma between them`;
  return size > MAX_RANGE_NUMBERS
    ? `${quote(original)} is a range of ${count} numbers, ${ends}; at most ${MAX_RANGE_NUMBERS.toLocaleString("en-US")} can be expanded. ${choice}.`
    : `${quote(original)} is a range of ${count} numbers, ${ends}. ${choice}; to use all ${count}, start an upload, which can expand it.`;
}

export function formatTen(digits: string): string {
  return `(${digits.slice(0, 3)}) ${digits.slice(3, 6)}-${digits.slice(6)}`;
}
