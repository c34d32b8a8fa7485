import { z } from "zod";
import { type DigitRange, MAX_RANGE_NUMBERS, readRange } from "./number-range";
import { findCountryOfNpa, isUsNpa } from "./phone-number-plan";
import {
  findAreaCodeFault,
  findExchangeFault,
  isKnownNpa,
  isPremiumNpa,
  isSpecialNpa,
  isTollFreeNpa,
} from "./phone-number-rules";
import { dropNumberFormat, foldSpelling, readKeypad, readScientific, unwrapSpelling } from "./phone-number-spelling";

/**
 * A stored number: E.164, `+1NPANXXXXXX`. The schema checks only the form, so that what a carrier reports can always be
 * read; typed numbers go through `parsePhoneNumber`, which applies the numbering plan.
 */
export const phoneNumber = z
  .string()
  .regex(/^\+1[2-9]\d{9}$/, "Expected a US number in the form +12015550123.")
  .brand<"PhoneNumber">();

export type PhoneNumber = z.infer<typeof phoneNumber>;

export type NumberWarningCode =
  "not-us" | "toll-free" | "premium" | "special-area-code" | "unknown-area-code" | "fictional" | "restored-scientific";

/** A notice about a valid number. */
export type NumberWarning = { code: NumberWarningCode; message: string };

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

export type ValidNumber = { ok: true; number: PhoneNumber; original: string; warnings: NumberWarning[] };
/** `range`: where the text is one, its ends. */
export type InvalidNumber = {
  ok: false;
  original: string;
  code: NumberErrorCode;
  message: string;
  range?: DigitRange;
};
export type ParsedNumber = ValidNumber | InvalidNumber;

const MAX_SPELLING = 120;
const COMMON = /^(?:\+?1[-. ]?)?\(?[2-9]\d\d\)?[-. ]?\d{3}[-. ]?\d{4}$/;
const FORBIDDEN = /[^\d+()[\]./\s_~-]/;
const EXTENSION = /(?:;\s*ext\s*=|[\s,;.]*(?:\bext(?:ension|n)?\b|ext|x|#)[\s.:#=-]*)(\d{1,7})$/i;

function countDigits(text: string): number {
  return text.replace(/\D/g, "").length;
}

function quote(text: string): string {
  return `“${text.length > 40 ? `${text.slice(0, 40)}…` : text}”`;
}

function invalid(original: string, code: NumberErrorCode, message: string): InvalidNumber {
  return { ok: false, original, code, message };
}

function listWarnings(digits: string): NumberWarning[] {
  const npa = digits.slice(0, 3);
  const isFictional = digits.startsWith("55501", 3);
  if (!isFictional && isUsNpa(npa)) return [];
  const warnings: NumberWarning[] = [];
  const ofNpa = findNpaWarning(npa);
  if (ofNpa) warnings.push(ofNpa);
  if (isFictional)
    warnings.push({ code: "fictional", message: "555-0100 to 555-0199 are reserved for fiction and reach nobody." });
  return warnings;
}

function findNpaWarning(npa: string): NumberWarning | null {
  const country = findCountryOfNpa(npa);
  if (country !== null)
    return { code: "not-us", message: `Area code ${npa} belongs to ${country}, not to the United States.` };
  if (isTollFreeNpa(npa))
    return { code: "toll-free", message: `${npa} is toll-free: it is provisioned differently than a long code.` };
  if (isPremiumNpa(npa))
    return { code: "premium", message: `${npa} is a premium area code: callers are charged extra.` };
  if (isSpecialNpa(npa)) return { code: "special-area-code", message: `${npa} belongs to a service, not to a place.` };
  if (isKnownNpa(npa)) return null;
  return { code: "unknown-area-code", message: `Area code ${npa} is not in use as far as we know.` };
}

function checkPlan(original: string, digits: string): ParsedNumber {
  const npa = digits.slice(0, 3);
  const nxx = digits.slice(3, 6);
  const areaFault = findAreaCodeFault(npa);
  if (areaFault !== null) {
    return invalid(original, "bad-area-code", `${quote(original)}: ${npa} is not a valid area code; ${areaFault}.`);
  }
  const exchangeFault = findExchangeFault(npa, nxx);
  if (exchangeFault !== null) {
    return invalid(
      original,
      "bad-exchange",
      `${quote(original)}: ${nxx} cannot follow area code ${npa}; ${exchangeFault}.`,
    );
  }
  return { ok: true, number: phoneNumberOfDigits(digits), original, warnings: listWarnings(digits) };
}

/** For ten digits already checked against the plan; parsing again would double the cost of every row. */
function phoneNumberOfDigits(tenDigits: string): PhoneNumber {
  return `+1${tenDigits}` as PhoneNumber;
}

function explainLostDigits(original: string, known: string, lost: number): InvalidNumber {
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

function explainForbidden(original: string, text: string, at: number): InvalidNumber {
  if (/[a-z]/i.test(text)) return explainLetters(original, text);
  const char = String.fromCodePoint(text.codePointAt(at) ?? 0);
  return invalid(
    original,
    "bad-character",
    `${quote(original)}: the character ${quote(char)} is not allowed in a number. Use only digits, spaces and ( ) - . /`,
  );
}

function hasTwoNumbers(digits: string): boolean {
  const isNumber = (part: string) => {
    const ten = part.length === 11 && part.startsWith("1") ? part.slice(1) : part;
    return (
      ten.length === 10 && !findAreaCodeFault(ten.slice(0, 3)) && !findExchangeFault(ten.slice(0, 3), ten.slice(3, 6))
    );
  };
  return [10, 11].some((cut) => isNumber(digits.slice(0, cut)) && isNumber(digits.slice(cut)));
}

function explainLength(original: string, digits: string): InvalidNumber {
  const size = digits.length;
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

/** Removes international dialing prefixes; null if country code 1 does not follow. */
function dropInternational(text: string): string | null {
  const digits = text.replace(/\D/g, "");
  if (/^[\s(]*\+/.test(text)) return digits.startsWith("1") ? digits : null;
  if (digits.length < 12) return digits;
  const rest = /^(?:011|00)(.*)$/.exec(digits)?.[1];
  if (rest === undefined) return digits;
  return rest.startsWith("1") ? rest : null;
}

function readDigits(original: string, text: string): ParsedNumber {
  const forbidden = text.search(FORBIDDEN);
  if (forbidden >= 0) return explainForbidden(original, text, forbidden);
  const strayPlus = text.replace(/^[\s(]*\+/, "").indexOf("+");
  if (strayPlus >= 0) {
    const isPair = hasTwoNumbers(text.replace(/\D/g, ""));
    return isPair
      ? invalid(original, "several-numbers", `${quote(original)} contains two numbers. Enter one number per row.`)
      : invalid(
          original,
          "bad-character",
          `${quote(original)}: a + is allowed only at the start. Remove the other one.`,
        );
  }
  const digits = dropInternational(text);
  if (digits === null) {
    const all = text.replace(/\D/g, "");
    const hint =
      text.includes("+") && all.length === 10 && !findAreaCodeFault(all.slice(0, 3))
        ? ` If it is a US number, enter +1 ${all}.`
        : "";
    return invalid(
      original,
      "foreign",
      `${quote(original)} is outside country code 1. Only US numbers can be used.${hint}`,
    );
  }
  if (digits.length === 0) {
    return invalid(
      original,
      "no-digits",
      `${quote(original)} contains no digits. Enter 10 digits, such as (201) 555-0123.`,
    );
  }
  if (digits.length === 10 && !digits.startsWith("1")) return checkPlan(original, digits);
  if (digits.length === 11 && digits.startsWith("1")) return checkPlan(original, digits.slice(1));
  return explainLength(original, digits);
}

const MAY_BE_RANGE: ReadonlySet<NumberErrorCode> = new Set(["several-numbers", "too-long", "letters", "bad-character"]);

function toTen(text: string): string | null {
  const parsed = parseSingle(text);
  return parsed.ok ? parsed.number.slice(2) : null;
}

function describeRange(original: string, { first, last, size }: DigitRange): string {
  const ends = `from ${formatTen(first)} to ${formatTen(last)}`;
  if (size < 1) return `${quote(original)} is a range that ends before it starts: ${ends}. Swap the two numbers.`;
  const count = size.toLocaleString("en-US");
  const choice = `For these two numbers only, enter them with a comma between them`;
  return size > MAX_RANGE_NUMBERS
    ? `${quote(original)} is a range of ${count} numbers, ${ends}; at most ${MAX_RANGE_NUMBERS.toLocaleString("en-US")} can be expanded. ${choice}.`
    : `${quote(original)} is a range of ${count} numbers, ${ends}. ${choice}; to use all ${count}, start an upload, which can expand it.`;
}

/**
 * Parses one number in any spelling: punctuation of every script, `tel:` links, `+1`, `00 1`, `011 1`, Excel's `'+1…`,
 * `="…"`, `2015550123.0`, `1.2015550123E+10`. Never throws. A failure says what was found, what was expected and how to fix
 * it; `original` is the exact input. A range of numbers is a failure of its own, with its ends.
 */
export function parsePhoneNumber(original: string): ParsedNumber {
  const parsed = parseSingle(original);
  if (parsed.ok || !MAY_BE_RANGE.has(parsed.code)) return parsed;
  const range = readRange(original, toTen);
  if (range === null) return parsed;
  if (range.size === 1) return { ...checkPlan(original, range.first), original };
  return { ...invalid(original, "range", describeRange(original, range)), range };
}

function parseSingle(original: string): ParsedNumber {
  if (COMMON.test(original)) return checkPlan(original, original.replace(/\D/g, "").slice(-10));
  if (original.length > MAX_SPELLING) {
    const found = `${original.length} characters, at most ${MAX_SPELLING} expected`;
    return invalid(original, "too-long", `${quote(original)}: ${found}. Enter one number per row.`);
  }
  const folded = foldSpelling(original);
  if (folded === "") return invalid(original, "empty", "Empty. Enter a number such as (201) 555-0123.");
  const text = dropNumberFormat(unwrapSpelling(folded));
  const scientific = readScientific(text);
  if (scientific?.kind === "lost") return explainLostDigits(original, scientific.known, scientific.lost);
  if (scientific?.kind === "fraction" || /^\+?\d{7,15}\.\d{1,3}$/.test(text)) {
    return invalid(
      original,
      "not-whole",
      `${quote(original)} has digits after the decimal point. Enter a whole number.`,
    );
  }
  if (scientific?.kind === "exact") {
    const parsed = readDigits(original, scientific.digits);
    if (!parsed.ok) return parsed;
    const message = `Restored from ${quote(original)}: no digits were lost. Compare it with the source.`;
    return { ...parsed, warnings: [...parsed.warnings, { code: "restored-scientific", message }] };
  }
  const extension = EXTENSION.exec(text);
  if (extension && countDigits(text.slice(0, extension.index)) >= 7) {
    const found = `${quote(original)} has an extension (${extension[1] ?? ""})`;
    return invalid(original, "extension", `${found}. Carriers do not support extensions. Remove it.`);
  }
  return readDigits(original, text);
}

/** Whether the number is toll-free (800, 833, 844, 855, 866, 877, 888). */
export function isTollFree(number: PhoneNumber): boolean {
  return isTollFreeNpa(npaOf(number));
}

function formatTen(digits: string): string {
  return `(${digits.slice(0, 3)}) ${digits.slice(3, 6)}-${digits.slice(6)}`;
}

/** `(201) 555-0123`, for tables. */
export function formatNational(number: PhoneNumber): string {
  return formatTen(number.slice(2));
}

/** `2015550123`, the form that Bandwidth and iNumbering use. */
export function toTenDigits(number: PhoneNumber): string {
  return number.slice(2);
}

/** `12015550123`. */
export function toElevenDigits(number: PhoneNumber): string {
  return number.slice(1);
}

/** The area code, `201`. */
export function npaOf(number: PhoneNumber): string {
  return number.slice(2, 5);
}

/** The exchange, `555`. */
export function nxxOf(number: PhoneNumber): string {
  return number.slice(5, 8);
}

/** The last four digits, `0123`. */
export function lastFour(number: PhoneNumber): string {
  return number.slice(8);
}
