import { guessHeading } from "./heading-roles";
import { readValue } from "./fold-name";
import { classifyCell, limitRows } from "./table-content";

/** A row of the sample: its cells' texts, from the top of the file. */
type Texts = readonly string[];

const MAX_TITLE_ROWS = 60;
/** A header below rows that hold numbers is believed only near the top. */
const MAX_ROWS_ABOVE = 20;
const MAX_HEADING = 80;
/** A text with so many digits in a row holds a number, also where it is more than one. */
const LONG_DIGITS = /\d{7}/;

const isFilled = (text: string) => readValue(text) !== "";

/** The most frequent number of filled cells, larger ones first where two are as frequent. */
function typicalWidth(rows: readonly Texts[]): number {
  const counts = new Map<number, number>();
  for (const row of rows) {
    const filled = row.filter(isFilled).length;
    if (filled > 0) counts.set(filled, (counts.get(filled) ?? 0) + 1);
  }
  return [...counts].sort(([a, x], [b, y]) => y - x || b - a)[0]?.[0] ?? 1;
}

const countColumns = (rows: readonly Texts[]) => rows.reduce((most, row) => Math.max(most, row.length), 0);

/** Columns in which at least a third of the filled cells are numbers. */
function findNumberColumns(rows: readonly Texts[]): Set<number> {
  const width = countColumns(rows);
  const found = new Set<number>();
  for (let column = 0; column < width; column += 1) {
    const filled = rows.map((row) => row[column] ?? "").filter(isFilled);
    const numbers = filled.filter((text) => classifyCell(text) !== "other").length;
    if (numbers > 0 && numbers * 3 >= filled.length) found.add(column);
  }
  return found;
}

/** `isBelowNumbers`: rows above the headings hold numbers as well, which a person should look at. */
export type FoundHeader = { index: number; isBelowNumbers: boolean };

/**
 * Finds the row of headings by its index, or null. Titles and notes above it are not headings, also where they hold a contact's number: the
 * headings are the row with the most words that we know; without any such word, the row of texts directly above the first numbers.
 */
export function findHeader(rows: readonly Texts[]): FoundHeader | null {
  const sample = rows.slice(0, Math.max(limitRows(countColumns(rows)), MAX_TITLE_ROWS));
  const typical = typicalWidth(sample);
  const numberColumns = findNumberColumns(sample);
  const isData = (row: Texts) =>
    row.filter(isFilled).length * 2 >= typical &&
    [...numberColumns].some((column) => classifyCell(row[column] ?? "") !== "other");
  const firstData = sample.findIndex(isData);
  const above = firstData > 0 ? sample[firstData - 1] : undefined;
  const end = firstData < 0 ? sample.length : firstData;
  const named = findBest(sample.slice(0, Math.min(end, MAX_TITLE_ROWS)), typical);
  if (named !== null) return { index: named, isBelowNumbers: false };
  if (above && isTextAbove(above, numberColumns, typical)) return { index: firstData - 1, isBelowNumbers: false };
  const below = findBest(sample.slice(0, Math.min(MAX_ROWS_ABOVE, sample.length - 1)), typical);
  const isNumbered =
    below !== null && (sample[below] ?? []).some((text, index) => numberColumns.has(index) && isFilled(text));
  const hasMoreBelow = below !== null && below * 2 < sample.length;
  return below !== null && isNumbered && hasMoreBelow ? { index: below, isBelowNumbers: true } : null;
}

/** The index of the row with the most words of headings; of equals the lowest one. */
function findBest(rows: readonly Texts[], typical: number): number | null {
  let best: { index: number; score: number } | null = null;
  for (const [index, row] of rows.entries()) {
    const score = scoreHeader(row, typical);
    if (score > 0 && (best === null || score >= best.score)) best = { index, score };
  }
  return best?.index ?? null;
}

function scoreHeader(row: Texts, typical: number): number {
  const filled = row.filter(isFilled);
  if (filled.length === 0 || row.some((cell) => cell.length > MAX_HEADING || isLikeNumber(cell))) return 0;
  const guesses = filled.map(guessHeading);
  const known = guesses.filter((guess) => guess !== null && guess !== "irrelevant").length;
  const irrelevant = guesses.filter((guess) => guess === "irrelevant").length;
  if (known === 0) return 0;
  // A title of one cell in a table of several columns may hold the word "number" too.
  if (filled.length === 1 && typical > 1) return 0;
  return 2 * known + irrelevant + (filled.length * 5 >= typical * 3 ? 2 : 0);
}

const OF_NUMBERS: ReadonlySet<string | null> = new Set([
  "number",
  "anyNumber",
  "billingNumber",
  "otherNumber",
  "firstNumber",
  "npa",
]);

/** Two headings or more that we know, one of them of a number: no list and no sentence has such a row. */
export function isHeadingRow(row: Texts): boolean {
  const filled = row.filter(isFilled);
  if (filled.length < 2 || filled.some((cell) => cell.length > MAX_HEADING || isLikeNumber(cell))) return false;
  const known = filled.map(guessHeading).filter((guess) => guess !== null);
  return known.length >= 2 && known.length * 2 >= filled.length && known.some((guess) => OF_NUMBERS.has(guess));
}

/** “Please turn these on:” above a list. */
const isSentence = (text: string) => /[:,.!?]\s*$/.test(text) || text.trim().split(/\s+/).length > 4;

const isLikeNumber = (cell: string) => classifyCell(cell) !== "other" || LONG_DIGITS.test(cell);

/** Texts without digits above a column of numbers, as many as the rows have cells. */
function isTextAbove(row: Texts, numberColumns: ReadonlySet<number>, typical: number): boolean {
  const filled = row.filter(isFilled);
  if (filled.length * 5 < typical * 3) return false;
  if (filled.length === 1 && filled.some(isSentence)) return false;
  return [...numberColumns].some((column) => {
    const text = row[column] ?? "";
    return isFilled(text) && /\p{L}/u.test(text) && !/\d/.test(text) && text.length <= MAX_HEADING;
  });
}
