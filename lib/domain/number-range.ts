import { foldSpelling, isGroupedAsNumber } from "./phone-number-spelling";

/** The most numbers to which one range is expanded. */
export const MAX_RANGE_NUMBERS = 10_000;

/** Ten digits each. `size` counts both ends; zero or less where the last number stands before the first. */
export type DigitRange = { first: string; last: string; size: number };

const MAX_CHARACTERS = 120;
/** A link that repeats the first number may stand before the separator. */
const MAX_SEPARATOR = 60;
const LINK = /<[^<>]*>/g;
const NOTE = /\(\s*(?:first|last|start|end|from|to|inclusive)\s*\)/gi;
const SIGN = String.raw`[-=]{1,3}>|-{1,3}|\.{2,}|\u2026|~|\u2192|\u21d2`;
const WORD = String.raw`(?:up\s+)?(?:to|thru|through)(?:\s+to)?(?:\s+(?:and\s+)?including)?|until|till`;
const NAME = String.raw`(?:\s+(?:tn|did|number))?\s*[:=]?`;
/** Ranges that name both of their ends; `lead` stands before the first number. */
const NAMED = [
  { lead: String.raw`between\s+`, mark: String.raw`\s+and\s+` },
  {
    lead: String.raw`(?:first|start(?:ing)?|begin(?:ning)?)${NAME}\s*`,
    mark: String.raw`[\s,;]+(?:last|end(?:ing)?)${NAME}\s*`,
  },
  { lead: String.raw`from${NAME}\s*`, mark: String.raw`[\s,;]+to${NAME}\s*` },
].map(({ lead, mark }) => ({
  lead: new RegExp(`^${lead}`, "i"),
  leadBefore: new RegExp(`\\b${lead}$`, "i"),
  mark: new RegExp(mark, "gi"),
  isMark: new RegExp(`^${mark}$`, "i"),
}));
const SEPARATOR = new RegExp(String.raw`\s*(?:${SIGN})\s*|,?\s+(?:${WORD})\s+`, "gi");
const IS_SEPARATOR = new RegExp(String.raw`^\s*(?:(?:${SIGN})|,?\s*(?:${WORD}))\s*$`, "i");
const SUFFIX = /^\(?\d[\d\s.)-]*$/;
const SUFFIX_SIZES = new Set([2, 3, 4, 7]);

const countDigits = (text: string) => text.replace(/\D/g, "").length;

/** Where in a line the range starts whose first number is at `start`; null if `mark`, the text up to the next number, makes no range. */
export function findRangeStart(line: string, start: number, mark: string): number | null {
  if (mark === "" || mark.length > MAX_SEPARATOR) return null;
  const folded = foldSpelling(mark).replace(NOTE, "");
  if (IS_SEPARATOR.test(folded)) return start;
  const before = line.slice(Math.max(0, start - 20), start);
  const lead = NAMED.find(({ isMark }) => isMark.test(` ${folded} `))?.leadBefore.exec(before)?.[0];
  return lead === undefined ? null : start - lead.length;
}

const OPENS_RANGE = new RegExp(String.raw`\d[^\w-]*(?:(?:${SIGN})|\s(?:${WORD}))$`, "i");
const CONTINUES_RANGE = new RegExp(String.raw`^(?:${WORD})\s+[+(]?\d(?:\W{0,3}\d){9}`, "i");
const IS_WORD = new RegExp(String.raw`^(?:${WORD})$`, "i");
const MAX_EDGE = 40;

/** How many of the lines behind the first may hold the rest of a range: 0, 1, or 2 where the word between its ends has a line of its own. */
export function countWrappedLines([line = "", next = "", third = ""]: readonly string[]): 0 | 1 | 2 {
  const endOf = (text: string) => foldSpelling(text.slice(-MAX_EDGE)).replace(NOTE, "").trim();
  const startOf = (text: string) => foldSpelling(text.slice(0, MAX_EDGE));
  const beginsWithNumber = (text: string) => /^[+(]?\d(?:\W{0,3}\d){9}/.test(startOf(text));
  const end = endOf(line);
  // Where the next line has such an end as well, it is only what the lines of this list end with.
  if (OPENS_RANGE.test(end)) return beginsWithNumber(next) && !OPENS_RANGE.test(endOf(next)) ? 1 : 0;
  if (!/\d$/.test(end)) return 0;
  if (CONTINUES_RANGE.test(startOf(next))) return 1;
  return IS_WORD.test(startOf(next)) && beginsWithNumber(third) ? 2 : 0;
}

export const sizeOfRange = (first: string, last: string) => Number(last) - Number(first) + 1;

/**
 * Reads two numbers with a range's separator between them: `919-999-1200 - 919-999-1249`, `9199991200-1249`, `between X and Y`. What
 * follows the separator may be the last digits only. `parse` gives the ten digits of a single number, or null. Null where it is no range.
 */
export function readRange(text: string, parse: (text: string) => string | null): DigitRange | null {
  if (text.length > MAX_CHARACTERS) return null;
  const whole = foldSpelling(text.replace(LINK, "")).replace(NOTE, "");
  const named = NAMED.find(({ lead }) => lead.test(whole));
  const folded = named ? whole.replace(named.lead, "") : whole;
  for (const { 0: mark, index } of folded.matchAll(named?.mark ?? SEPARATOR)) {
    const left = folded.slice(0, index);
    if (countDigits(left) < 10) continue;
    const right = folded.slice(index + mark.length);
    // The dash of `2024 305-655-9123` stands within a number.
    if (countDigits(right) < 10 && !isGroupedAsNumber(left)) continue;
    const first = parse(left);
    const last = first && readLast(right, first, parse);
    if (first && last) return { first, last, size: sizeOfRange(first, last) };
  }
  return null;
}

function readLast(text: string, first: string, parse: (text: string) => string | null): string | null {
  const digits = text.replace(/\D/g, "");
  if (digits.length >= 10) return parse(text);
  if (!SUFFIX.test(text) || !SUFFIX_SIZES.has(digits.length)) return null;
  const last = first.slice(0, 10 - digits.length) + digits;
  // `1200-49` may be anything; only a later number of the same hundred reads as a range.
  return digits.length >= 4 || last > first ? last : null;
}
