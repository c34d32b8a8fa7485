import type { ColumnRole } from "./column-role";
import type { HeadingGuess } from "./heading-roles";
import { createNumberReader } from "./read-number-cells";
import type { ColumnContent } from "./table-content";

/** Roles of columns that make up a number together, by index; the column that counts as their source stands first. */
export type NumberParts = [number, ColumnRole][];

const MOSTLY = 0.5;
const NEARLY_ALL = 0.9;
const COUNTRY = /^[+(]*(?:00|011)?[ -]?\d{1,3}\)?$|^\p{L}[\p{L} .,'’()/&+\d-]{1,40}$/u;
const LINE_RANGE = /^\d{4}\s*\D{1,9}\s*\d{4}$/;

type Guesses = readonly (HeadingGuess | null)[];
type Contents = readonly ColumnContent[];

const createFinder =
  (guesses: Guesses, contents: Contents, visible: readonly number[]) =>
  (names: readonly HeadingGuess[], fits: (content: ColumnContent) => boolean): number | undefined =>
    visible.find((index) => {
      const content = contents[index];
      const guess = guesses[index] ?? null;
      return guess !== null && names.includes(guess) && content !== undefined && content.filled > 0 && fits(content);
    });

/** The column of country codes, whose content fits. */
export const findCountry = (guesses: Guesses, contents: Contents, visible: readonly number[]) =>
  createFinder(guesses, contents, visible)(["countryCode"], ({ share }) => share(COUNTRY) >= NEARLY_ALL);

/**
 * NPA, NXX and line, of which the last may be a range; NPA-NXX and line; area code and the rest. Only where the content fits, zeros dropped
 * by a spreadsheet included.
 */
export function findParts(guesses: Guesses, contents: Contents, visible: readonly number[]): NumberParts | null {
  const find = createFinder(guesses, contents, visible);
  const isLine = ({ digits, share }: ColumnContent) =>
    digits(4) + digits(3) + digits(2) + digits(1) + share(LINE_RANGE) >= NEARLY_ALL;
  const npa = find(["npa"], ({ digits }) => digits(3) >= NEARLY_ALL);
  const nxx = find(["nxx"], ({ digits }) => digits(3) >= NEARLY_ALL);
  const six = find(["npa", "nxx"], ({ share }) => share(/^\d{3}[- .]?\d{3}$/) >= NEARLY_ALL);
  const line = find(["line", "firstNumber"], isLine) ?? find(["anyNumber"], isLine);
  const last = find(["lastNumber"], isLine);
  const size = find(["rangeSize"], isQuantity);
  const country = findCountry(guesses, contents, visible);
  const complete = (parts: NumberParts, isRange = false): NumberParts => [
    ...parts,
    ...(isRange && last !== undefined ? ([[last, "lastNumber"]] satisfies NumberParts) : []),
    ...(isRange && size !== undefined ? ([[size, "rangeSize"]] satisfies NumberParts) : []),
    ...(country === undefined ? [] : ([[country, "countryCode"]] satisfies NumberParts)),
  ];
  if (line !== undefined && npa !== undefined && nxx !== undefined)
    return complete(
      [
        [npa, "npa"],
        [nxx, "nxx"],
        [line, "line"],
      ],
      true,
    );
  if (line !== undefined && six !== undefined)
    return complete(
      [
        [six, "npa"],
        [line, "line"],
      ],
      true,
    );
  const local = find(
    ["localNumber", "anyNumber", "number", "line", "nxx"],
    ({ share }) => share(/^\d{3}[-. ]?\d{4}(?:\D{1,9}\d{3}[-. ]?\d{4})?$/) >= NEARLY_ALL,
  );
  return npa === undefined || local === undefined
    ? null
    : complete([
        [npa, "npa"],
        [local, "localNumber"],
      ]);
}

const isSuffix = ({ digits }: ColumnContent) => digits(4) + digits(3) + digits(2) >= MOSTLY;
const isQuantity = ({ share }: ColumnContent) =>
  share(/^\d{1,3}(?:,?\d{3})?(?:\s*(?:tn|did|number|num|line|phone|block)s?\.?)?$/i) >= MOSTLY;

/** First and last number, or first number and quantity; pairs that are no ranges, such as sender and recipient, are not taken for one. */
export function findPair(
  guesses: Guesses,
  contents: Contents,
  visible: readonly number[],
  rows: readonly (readonly string[])[],
): NumberParts | null {
  const find = createFinder(guesses, contents, visible);
  const isNumbers = ({ likeNumbers }: ColumnContent) => likeNumbers >= MOSTLY;
  const last = find(["lastNumber"], (content) => isNumbers(content) || isSuffix(content));
  const size = find(["rangeSize"], isQuantity);
  const first =
    find(["firstNumber"], isNumbers) ??
    (last === undefined && size === undefined ? undefined : find(["number", "anyNumber"], isNumbers));
  if (first === undefined || (last === undefined && size === undefined)) return null;
  const roles: NumberParts = [[first, "firstNumber"]];
  if (last !== undefined) roles.push([last, "lastNumber"]);
  if (size !== undefined) roles.push([size, "rangeSize"]);
  const byIndex = new Map(roles);
  const width = Math.max(...roles.map(([index]) => index)) + 1;
  const readNumber = createNumberReader(Array.from({ length: width }, (_, index) => byIndex.get(index) ?? "ignore"));
  const readings = rows.map(readNumber);
  const tooFar = readings.filter(
    (reading) =>
      reading.type === "invalid" &&
      reading.problems.some(({ code }) => code === "range-size" || code === "range-order"),
  );
  return tooFar.length * 2 > readings.length ? null : roles;
}
