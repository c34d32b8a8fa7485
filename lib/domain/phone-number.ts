import { z } from "zod";
import { readRange } from "./number-range";
import {
  describeRange,
  explainForbidden,
  explainLength,
  explainLostDigits,
  formatTen,
  hasTwoNumbers,
  invalid,
  type InvalidNumber,
  type NumberErrorCode,
  quote,
} from "./phone-number-faults";
import { findCountryOfNpa, isUsNpa } from "./phone-number-plan";
import {
  findAreaCodeFault,
  findExchangeFault,
  isKnownNpa,
  isPremiumNpa,
  isSpecialNpa,
  isTollFreeNpa,
} from "./phone-number-rules";
import { dropNumberFormat, foldSpelling, readScientific, unwrapSpelling } from "./phone-number-spelling";

/**
 * A stored number: E.164, `+1NPANXXXXXX`. The schema checks only the form, so that what a carrier reports can always be
 * read; typed numbers go through `parsePhoneNumber`, which applies the numbering plan.
 */
export const phoneNumber = z
  .string()
  .regex(/^\+1[2-9]\d{9}$/, "Expected a US number in the form +12015550123.")
  .brand<"PhoneNumber">();

export type PhoneNumber = z.infer<typeof phoneNumber>;

/** A number as a person types it, in any spelling. */
export const typedNumber = z
  .string()
  .trim()
  .transform((typed, issues): PhoneNumber => {
    const parsed = parsePhoneNumber(typed);
    if (parsed.ok) return parsed.number;
    issues.addIssue({ code: "custom", message: parsed.message });
    return z.NEVER;
  });

export type NumberWarningCode =
  | "not-us"
  | "toll-free"
  | "premium"
  | "special-area-code"
  | "unknown-area-code"
  | "fictional"
  | "restored-scientific";

/** A notice about a valid number. */
export type NumberWarning = { code: NumberWarningCode; message: string };

export type ValidNumber = { ok: true; number: PhoneNumber; original: string; warnings: NumberWarning[] };
export type { InvalidNumber, NumberErrorCode } from "./phone-number-faults";
export type ParsedNumber = ValidNumber | InvalidNumber;

const MAX_SPELLING = 120;
const COMMON = /^(?:\+?1[-. ]?)?\(?[2-9]\d\d\)?[-. ]?\d{3}[-. ]?\d{4}$/;
const FORBIDDEN = /[^\d+()[\]./\s_~-]/;
const EXTENSION = /(?:;\s*ext\s*=|[\s,;.]*(?:\bext(?:ension|n)?\b|ext|x|#)[\s.:#=-]*)(\d{1,7})$/i;

function countDigits(text: string): number {
  return text.replace(/\D/g, "").length;
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
