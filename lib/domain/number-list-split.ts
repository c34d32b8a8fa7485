import {
  beginsAbroad,
  continuesAbroad,
  countDigits,
  hasPlus,
  isCountryCode,
  isOneAbroad,
  makeToken,
  MAX_DIGITS,
  MAX_TOKENS,
  type Spelling,
  type Token,
} from "./number-list-abroad";
import { takeLinks } from "./number-list-links";
import { findRangeStart } from "./number-range";
import { type ParsedNumber, parsePhoneNumber } from "./phone-number";
import { foldSpelling, isGroupedAsNumber } from "./phone-number-spelling";

/** One spelling found in a line and what it says; `column` counts characters from 1. */
export type FoundNumber = { column: number; parsed: ParsedNumber };

// A semicolon belongs to `tel:…;ext=5`, a comma to `1,2015550123E+10` and to `2,015,550,123`; anywhere else both part two numbers.
const DELIMITER = /;(?!\s*[a-z-]+=)|[\t|\uff1b\u3001\u060c\uff0c]|,/gi;
const NUMBER_WITH_COMMAS = /^[\s"']*(?:\d{1,3}(?:,\d{3}){2,4}(?:\.0+)?|\d,\d+E\+?\d+)[\s"']*$/i;
const HAS_DIGIT = /\p{Nd}/u;
const HAS_LETTER = /\p{L}/u;
const IS_EXTENSION_WORD = /^[,(]?(?:x|ext|extn|extension)[.:#]?$/i;
// A plus that stands apart belongs to the digits behind it, unless it means “and”: behind a number, before more than a country code.
const WORD = /[+\uff0b](?<!\p{Nd}\s+.)\s+\p{Nd}\S*|\S*[+\uff0b]\s+\p{Nd}{1,2}(?!\p{Nd})\S*|\S+/gu;
/** Some sums of numbers look like one of ours. */
const IS_TOTAL = /^(?:(?:grand|sub)[ -]?)?(?:totals?|sum)\s*[:=]?\s*1\d{10}(?:\.0+)?$/i;
const IS_LIST_MARK = /^\d{1,5}[.):]$/;
function parseSpelling({ text, column }: Spelling): FoundNumber {
  return { column, parsed: parsePhoneNumber(text) };
}

/** Cell by cell, as a line may hold far more of them than are ever wanted. */
function* cutCells(line: string): Generator<Spelling> {
  let start = 0;
  if (/[;,|\t\uff1b\u3001\u060c\uff0c]/.test(line) && !NUMBER_WITH_COMMAS.test(line))
    for (const { index, 0: mark } of line.matchAll(DELIMITER)) {
      const isDecimal = mark === "," && /(?:^|\D)\d$/.test(line.slice(Math.max(0, index - 2), index));
      if (isDecimal && /^,\d+E\+?\d/i.test(line.slice(index, index + 24))) continue;
      if (isCountryCode(line.slice(start, index))) continue;
      yield { text: line.slice(start, index), column: start + 1 };
      start = index + mark.length;
    }
  yield { text: line.slice(start), column: start + 1 };
}

function trimSpelling({ text, column }: Spelling): Spelling {
  const trimmed = text.trimStart();
  return { text: trimmed.trimEnd(), column: column + text.length - trimmed.length };
}

/** `2015550123/2015550124` is two tokens; `201/555-0123` is one. */
function cutToken(text: string, column: number): Token[] {
  const pieces = text.split(/[/&]/);
  if (pieces.length === 1 || !pieces.every((piece) => countDigits(piece) >= 10)) return [makeToken(text, column)];
  let at = column;
  return pieces.map((piece) => {
    const token = makeToken(piece, at);
    at = token.end + 1;
    return token;
  });
}

/**
 * Cuts a cell at spaces, and into segments at words and before every `+`, so that the pieces of a foreign number are never joined to what
 * stands before it; a word for “extension” stays with its number.
 */
function cutSegments(cell: Spelling): Token[][] {
  const segments: Token[][] = [];
  let current: Token[] = [];
  const close = () => {
    if (current.some(({ digits }) => digits > 0)) segments.push(current);
    current = [];
  };
  for (const { 0: text, index } of cell.text.matchAll(WORD)) {
    for (const token of cutToken(text, cell.column + index)) {
      const isWord = token.digits === 0 && (HAS_LETTER.test(token.text) || token.text === "&");
      const isAfterCode = () => current.length === 1 && isCountryCode(current[0]?.text ?? "");
      if (isWord && !IS_EXTENSION_WORD.test(token.text) && !isAfterCode()) close();
      else {
        if (hasPlus(token)) close();
        current.push(token);
      }
    }
  }
  close();
  return segments;
}

function joinTokens(cell: Spelling, tokens: readonly Token[]): Spelling {
  const first = tokens[0];
  const last = tokens[tokens.length - 1];
  if (!first || !last) return cell;
  return { text: cell.text.slice(first.column - cell.column, last.end - cell.column), column: first.column };
}

/** How many tokens from `from` on make one whole number, taking as many as possible; 0 when none do. */
function findLongestNumber(cell: Spelling, tokens: readonly Token[], from: number): number {
  let digits = 0;
  let found = 0;
  for (let at = from; at < from + MAX_TOKENS && digits <= MAX_DIGITS; at += 1) {
    const token = tokens[at];
    if (!token) break;
    digits += token.digits;
    // Only a single token can hold more digits than a number has, such as the exponent of 1.2015550123E+10.
    const isPlausible = digits === 10 || digits === 11 || at === from || beginsAbroad(tokens[from]);
    if (token.digits > 0 && digits >= 10 && isPlausible) {
      if (parsePhoneNumber(joinTokens(cell, tokens.slice(from, at + 1)).text).ok) found = at + 1 - from;
    }
  }
  return found;
}

/**
 * As `findLongestNumber`, but groups that no one writes as a number, such as `2015 550 123`, are one only where they stand alone: in
 * `2026 201 655 0123`, the first four digits are something else.
 */
function findNumber(cell: Spelling, tokens: readonly Token[], from: number, isAfterRest: boolean): number {
  const size = findLongestNumber(cell, tokens, from);
  const isGrouped = (at: number, length: number) =>
    isGroupedAsNumber(foldSpelling(joinTokens(cell, tokens.slice(at, at + length)).text));
  if (size <= 1 || isGrouped(from, size)) return size;
  if (isAfterRest) return 0;
  for (let later = from + 1; later < from + size; later += 1)
    if (isGrouped(later, findLongestNumber(cell, tokens, later))) return 0;
  const next = from + size;
  const isFollowed = (tokens[next]?.digits ?? 0) > 0 && !hasExtensionAt(tokens, next);
  return isFollowed && findLongestNumber(cell, tokens, next) === 0 ? 0 : size;
}

/** Whether a number that follows an unreadable one may begin here; without this, foreign numbers would be cut into false US ones. */
function canBeginNumber(token: Token): boolean {
  return /^[(]/.test(token.text) || token.digits === 3 || token.digits >= 10 || /^1[-.]?$/.test(token.text);
}

function hasExtensionAt(tokens: readonly Token[], at: number): boolean {
  const head = tokens[at]?.text ?? "";
  return IS_EXTENSION_WORD.test(head) ? (tokens[at + 1]?.digits ?? 0) > 0 : /^(?:x|ext\.?|#)\d{1,7}$/i.test(head);
}

/** Cuts what no number could be read from: long tokens stand alone, short ones stay together as one broken spelling. */
function cutBroken(cell: Spelling, tokens: readonly Token[]): Spelling[] {
  const groups: Token[][] = [];
  let current: Token[] = [];
  let digits = 0;
  for (const [at, token] of tokens.entries()) {
    const isPrefix = beginsAbroad(current[0]) || (digits === 1 && current[0]?.text === "1");
    const isNext = isPrefix
      ? digits >= 10 && token.digits >= 7 && !continuesAbroad(current, token)
      : token.digits >= 7 || token.text.startsWith("(");
    const isFull = (digits >= 7 && !isPrefix && current.length === 1) || current.length >= MAX_TOKENS;
    const isSuffix = hasExtensionAt(tokens, at) || IS_EXTENSION_WORD.test(tokens[at - 1]?.text ?? "");
    if (digits > 0 && !isSuffix && (isNext || isFull)) {
      groups.push(current);
      current = [];
      digits = 0;
    }
    current.push(token);
    digits += token.digits;
  }
  if (digits > 0) groups.push(current);
  return groups.map((group) => joinTokens(cell, group));
}

function cutSegment(cell: Spelling, tokens: readonly Token[]): Spelling[] {
  const found: Spelling[] = [];
  let broken: Token[] = [];
  const flush = () => {
    const isMark = broken.length === 1 && broken[0]?.column === 1 && IS_LIST_MARK.test(broken[0].text);
    if (broken.length > 0 && !isMark) for (const spelling of cutBroken(cell, broken)) found.push(spelling);
    broken = [];
  };
  for (let at = 0; at < tokens.length;) {
    const token = tokens[at];
    if (!token) break;
    const isAbroad = beginsAbroad(broken[0]);
    const mayBegin = isAbroad
      ? token.digits >= 10 && !continuesAbroad(broken, token)
      : broken.length === 0 || canBeginNumber(token);
    const size = mayBegin && token.digits > 0 ? findNumber(cell, tokens, at, broken.length > 0) : 0;
    if (size === 0) {
      if (token.digits > 0 || broken.length > 0) broken.push(token);
      at += 1;
      continue;
    }
    flush();
    const isWord = IS_EXTENSION_WORD.test(tokens[at + size]?.text ?? "");
    const length = hasExtensionAt(tokens, at + size) ? size + (isWord ? 2 : 1) : size;
    found.push(joinTokens(cell, tokens.slice(at, at + length)));
    at += length;
  }
  flush();
  return found;
}

function* splitCells(line: string, bare: string, hasLinks: boolean): Generator<FoundNumber> {
  const hasDigits = hasLinks || HAS_DIGIT.test(bare);
  for (const uncut of cutCells(bare)) {
    const cell = trimSpelling(uncut);
    if (!hasDigits && cell.text !== "") return yield parseSpelling(trimSpelling({ text: line, column: 1 }));
    if (!HAS_DIGIT.test(cell.text)) continue;
    const whole = parseSpelling(cell);
    if (
      IS_TOTAL.test(cell.text) ||
      whole.parsed.ok ||
      whole.parsed.range ||
      isOneAbroad(whole.parsed) ||
      !/[\s/&]/.test(cell.text)
    )
      yield whole;
    else for (const segment of cutSegments(cell)) yield* cutSegment(cell, segment).map(parseSpelling);
  }
}

/** Whether a link repeats what was found beside it: the same number, or an end of the range. */
function repeats({ parsed: link }: FoundNumber, found: FoundNumber | null): boolean {
  if (!found || !link.ok) return false;
  const { parsed } = found;
  if (parsed.ok) return parsed.number === link.number;
  return parsed.range !== undefined && [parsed.range.first, parsed.range.last].includes(link.number.slice(2));
}

/** Puts the links where they stand, except those that repeat the number before or behind them. */
function* addLinks(found: Iterable<FoundNumber>, links: FoundNumber[]): Generator<FoundNumber> {
  let before: FoundNumber | null = null;
  let due = 0;
  const takeDue = function* (next: FoundNumber | null) {
    for (let link = links[due]; link && link.column < (next?.column ?? Infinity); link = links[due]) {
      due += 1;
      if (repeats(link, before) || repeats(link, next)) continue;
      before = link;
      yield link;
    }
  };
  for (const next of found) {
    yield* takeDue(next);
    before = next;
    yield next;
  }
  yield* takeDue(null);
}

/** Two numbers with a dash, “to” or “thru” between them are one finding: a range. */
function* joinRanges(line: string, bare: string, found: Iterable<FoundNumber>): Generator<FoundNumber> {
  let held: FoundNumber | null = null;
  for (const next of found) {
    const range: FoundNumber | null = held && joinRange(line, bare, held, next);
    if (held && !range) yield held;
    held = range ?? next;
  }
  if (held) yield held;
}

function joinRange(line: string, bare: string, first: FoundNumber, next: FoundNumber): FoundNumber | null {
  if (!first.parsed.ok) return null;
  const start = first.column - 1;
  const end = start + first.parsed.original.length;
  const mark = bare.slice(end, next.column - 1);
  // A link that was taken out left a bar, behind which the separator counts as the next cell's; any other bar parts two numbers.
  const whole = line === bare ? mark : mark.replace("|", " ") + (/^[^\d(+]*/.exec(next.parsed.original)?.[0] ?? "");
  const from = findRangeStart(line, start, whole);
  if (from === null) return null;
  const text = line.slice(from, next.column - 1 + next.parsed.original.length);
  const range = parseSpelling({ text, column: from + 1 });
  return !range.parsed.ok && range.parsed.range ? range : null;
}

/**
 * Finds the spellings of numbers in one line of pasted text: first at delimiters (comma, semicolon, tab, bar), then, where a cell is not one
 * number already, by grouping what stands between spaces into whole numbers, so that `(201) 555-0123 201 555 0124` is two. Cells without any
 * digit are taken for labels when another cell of the line has digits. Every digit of the line is in exactly one spelling, in order;
 * only the mark of a numbered list (`3.`), web and mail addresses, and links that repeat a number are left out, except where a line holds
 * nothing else: it is one spelling then. A range is one spelling, invalid as it is. Found one after the other: ten cost no more than ten.
 */
export function* splitSpellings(line: string): Generator<FoundNumber> {
  const { bare, links } = takeLinks(line);
  const found = joinRanges(line, bare, splitCells(line, bare, links.length > 0));
  let isEmpty = true;
  for (const one of links.length === 0 ? found : addLinks(found, links.map(parseSpelling))) {
    isEmpty = false;
    yield one;
  }
  if (isEmpty && HAS_DIGIT.test(line)) yield parseSpelling(trimSpelling({ text: line, column: 1 }));
}
