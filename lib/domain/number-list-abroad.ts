import { readBareCode } from "./calling-code";
import type { ParsedNumber } from "./phone-number";
import { foldSpelling, unwrapSpelling } from "./phone-number-spelling";

/** A part of a line; `column` counts characters from 1. */
export type Spelling = { text: string; column: number };
/** What stands between two spaces; `digits`: how many it has, `end`: the column behind it. */
export type Token = Spelling & { digits: number; end: number };

const IS_COUNTRY_CODE = /^\D*\+\s*(?!1\D*$)\d{1,3}[\s).:,;|/\]-]*$/;
// `002` to `009` count lines: of all countries, only 1 and 7 have a code of one digit.
const DIALS_ABROAD = /^[(]?(?:00(?![2-689]\b)|011)/;
/** Of any number on earth. */
export const MAX_DIGITS = 15;
export const MAX_TOKENS = 16;
/** A longer text is no prefix of a number. */
const MAX_PREFIX = 40;

export function countDigits(text: string): number {
  return text.match(/\p{Nd}/gu)?.length ?? 0;
}

export function makeToken(text: string, column: number): Token {
  return { text, column, digits: countDigits(text), end: column + text.length };
}

/** `+44`, alone: the number goes on behind it. */
export function isCountryCode(text: string): boolean {
  return text.length <= MAX_PREFIX && IS_COUNTRY_CODE.test(foldSpelling(text));
}

function foldHead({ text }: Token): string {
  return foldSpelling(text.slice(0, MAX_PREFIX));
}

export function hasPlus(token: Token): boolean {
  return /^\D*\+/.test(foldHead(token));
}

/** Whether a number of another country may begin here: with `+`, `00` or `011`. */
export function beginsAbroad(token: Token | undefined): boolean {
  if (!token) return false;
  return hasPlus(token) || DIALS_ABROAD.test(unwrapSpelling(foldHead(token)));
}

/** The digits that tokens hold behind a `+`, `00` or `011`, from the country code on. */
function readAbroad(tokens: readonly Token[]): string {
  const first = tokens.slice(0, MAX_TOKENS).map(({ text }) => text);
  const digits = foldSpelling(first.join(" ")).replace(/\D/g, "");
  return tokens[0] && hasPlus(tokens[0]) ? digits : digits.replace(/^(?:00|011)/, "");
}

/** Whether a token can still be a part of the foreign number that `tokens` begin: a number has no more digits than that. */
export function continuesAbroad(tokens: readonly Token[], token: Token): boolean {
  const digits = readAbroad(tokens);
  return !digits.startsWith("1") && digits.length + token.digits <= MAX_DIGITS;
}

/** Whether a spelling is one foreign number, whatever US number its last digits would be. */
export function isOneAbroad(parsed: ParsedNumber): boolean {
  if (parsed.ok || parsed.code !== "foreign") return false;
  if (readBareCode(parsed.original) !== null) return true;
  const token = makeToken(parsed.original, 1);
  return beginsAbroad(token) && readAbroad([token]).length <= MAX_DIGITS;
}
