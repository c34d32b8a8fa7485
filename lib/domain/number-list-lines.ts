import { splitSpellings } from "./number-list-split";
import { countWrappedLines } from "./number-range";
import { parsePhoneNumber } from "./phone-number";

/** One line, from 1; `isWrapped`: with those behind it, in which its range goes on. */
export type TextLine = { line: number; text: string; isWrapped: boolean };

const LINE_BREAK = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/g;
/** The range itself has at most 120; the rest is the sentence around it. */
const MAX_WRAPPED = 2_000;
/** A longer line is no line of a numbered list. */
const MAX_COUNTED = 60;

type Span = { line: number; start: number; end: number };

function* cutLines(text: string): Generator<Span> {
  let line = 1;
  let start = 0;
  for (const { index, 0: mark } of text.matchAll(LINE_BREAK)) {
    yield { line, start, end: index };
    line += 1;
    start = index + mark.length;
  }
  yield { line, start, end: text.length };
}

function countLinesOfRange(text: string, spans: readonly Span[]): number {
  const wrapped = countWrappedLines(spans.map(({ start, end }) => text.slice(start, end)));
  const first = spans[0];
  const last = spans[wrapped];
  if (wrapped === 0 || !first || !last || last.end - first.start > MAX_WRAPPED) return 1;
  const found = [...splitSpellings(text.slice(first.start, last.end))];
  const isRange = found.some(
    ({ parsed }) => !parsed.ok && parsed.range && /[\n\r\v\f\u0085\u2028\u2029]/.test(parsed.original),
  );
  return isRange ? wrapped + 1 : 1;
}

/** `2` of a line `2 2015550123`: what may count the lines, before a number that is whole without it. */
function readCount(text: string): number | null {
  const [lead, digits] = /^\s*(\d{1,4})\s+(?=\S)/.exec(text) ?? [];
  if (!lead || text.length > MAX_COUNTED) return null;
  return parsePhoneNumber(text.slice(lead.length)).ok ? Number(digits) : null;
}

/** Leaves out what counts the lines, from 1 or where the line before or behind it goes on with it. Columns stay. */
function* withoutCounts(lines: Iterable<TextLine>): Generator<TextLine> {
  let before: number | null = null;
  let count: number | null = null;
  /** A line and the blank ones behind it. */
  let held: TextLine[] = [];
  const take = (next: number | null): TextLine[] => {
    const [line, ...blank] = held;
    if (!line || count === null) return held;
    const isCounted = count === 1 || count - 1 === before || count + 1 === next;
    return isCounted ? [blankFirstDigits(line), ...blank] : held;
  };
  for (const line of lines) {
    if (line.text.trim() === "") {
      held.push(line);
      continue;
    }
    const next = readCount(line.text);
    yield* take(next);
    held = [line];
    before = count;
    count = next;
  }
  yield* take(null);
}

const blankFirstDigits = (line: TextLine): TextLine => ({
  ...line,
  text: line.text.replace(/\d+/, (digits) => " ".repeat(digits.length)),
});

/** The lines of a text; those over which one range is wrapped come as one. */
export const readLines = (text: string): Generator<TextLine> => withoutCounts(joinWrapped(text));

function* joinWrapped(text: string): Generator<TextLine> {
  const held: Span[] = [];
  const take = (): TextLine[] => {
    const taken = held.splice(0, countLinesOfRange(text, held));
    const first = taken[0];
    const last = taken[taken.length - 1];
    return first && last
      ? [{ line: first.line, text: text.slice(first.start, last.end), isWrapped: first !== last }]
      : [];
  };
  for (const span of cutLines(text)) {
    held.push(span);
    if (held.length > 2) yield* take();
  }
  while (held.length > 0) yield* take();
}

/** The line of the text and the character in it of what stands at `column` of a line that may be several. */
export function findPlace({ line, text, isWrapped }: TextLine, column: number): { line: number; column: number } {
  if (!isWrapped) return { line, column };
  const breaks = [...text.slice(0, column - 1).matchAll(LINE_BREAK)];
  const last = breaks[breaks.length - 1];
  return { line: line + breaks.length, column: last ? column - last.index - last[0].length : column };
}
