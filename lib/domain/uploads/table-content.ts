import type { RowCell } from "./checked-row";
import { findKind } from "./action-names";
import { readNumberCell } from "./read-number-cell";
import { readValue } from "./fold-name";

/** What the filled cells of a column hold, as shares from 0 to 1. */
export type ColumnContent = {
  filled: number;
  samples: string[];
  /** Valid numbers, and ranges of them. */
  numbers: number;
  /** Also those with digits missing or too many, destroyed by a spreadsheet or from abroad. */
  likeNumbers: number;
  /** Whether any cell holds a valid number, a range of them, or several. */
  holdsNumbers: boolean;
  /** A text of exactly so many digits. */
  digits: (size: number) => number;
  share: (pattern: RegExp) => number;
  actions: number;
  ranges: { text: string; size: number }[];
};

const NUMBER_LIKE = new Set([
  "too-long",
  "several-numbers",
  "extension",
  "foreign",
  "bad-area-code",
  "bad-exchange",
  "excel-lost-digits",
  "not-whole",
  "extra-text",
]);
const MAX_SAMPLES = 5;
/** A note may mention a number; a cell of numbers is short and of one line. */
const MAX_NUMBER_TEXT = 60;
/** Fewer are no number at all, whatever they miss; except in scientific notation. */
const MIN_DIGITS = 7;

const MAX_ROWS = 200;
const MIN_ROWS = 40;
const MAX_CELLS = 10_000;

/** How many rows of a table of this width are looked at cell by cell. */
export const limitRows = (width: number) =>
  Math.max(MIN_ROWS, Math.min(MAX_ROWS, Math.floor(MAX_CELLS / Math.max(1, width))));

export type CellKind = "number" | "range" | "several" | "like" | "other";

export function classifyCell(text: string): CellKind {
  if (text.length > MAX_NUMBER_TEXT || /[\r\n]/.test(text.trim()) || !/\p{Nd}/u.test(text)) return "other";
  if (text.replace(/\P{L}/gu, "").length > 20) return "other";
  if (text.replace(/\P{Nd}/gu, "").length < MIN_DIGITS && !/\de\+?\d/i.test(text)) return "other";
  const found = readNumberCell(text, { column: null });
  if (found.type !== "invalid") return found.type;
  const { code } = found.problem;
  if (NUMBER_LIKE.has(code)) return "like";
  return code === "too-short" ? "like" : "other";
}

export function readColumn(cells: readonly (RowCell | undefined)[]): ColumnContent {
  const texts = cells.flatMap((cell) => (cell && readValue(cell.text) !== "" ? [cell.text] : []));
  const kinds = texts.map(classifyCell);
  const share = (count: number) => (texts.length === 0 ? 0 : count / texts.length);
  const ranges = texts.flatMap((text, index) => {
    if (kinds[index] !== "range") return [];
    const found = readNumberCell(text, { column: null });
    return found.type === "range" ? [{ text, size: found.range.size }] : [];
  });
  const values = texts.map((text) => readValue(text).replace(/^(\d+)\.0+$/, "$1"));
  return {
    filled: texts.length,
    samples: [...new Set(texts)].slice(0, MAX_SAMPLES),
    numbers: share(kinds.filter((kind) => kind === "number" || kind === "range").length),
    likeNumbers: share(kinds.filter((kind) => kind !== "other").length),
    holdsNumbers: kinds.some((kind) => kind !== "other" && kind !== "like"),
    digits: (size) => {
      const parts = values.map((value) => value.replace(/[()]|[-.]$/g, "").trim());
      return share(parts.filter((part) => part.length === size && /^\d+$/.test(part)).length);
    },
    share: (pattern) => share(values.filter((value) => pattern.test(value)).length),
    actions: share(values.filter((value) => findKind(value) !== null).length),
    ranges,
  };
}
