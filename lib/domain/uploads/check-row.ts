import { MAX_RANGE_NUMBERS } from "@/lib/domain/number-range";
import { formatNational, type NumberWarning, type PhoneNumber } from "@/lib/domain/phone-number";
import { createLabelsCheck } from "./check-labels";
import type { CheckedRow, RowCell, RowProblem, RowSplit, UploadChoices } from "./checked-row";
import { type CheckedTarget, createTargetCheck } from "./check-target";
import type { ColumnRole } from "./column-role";
import { findRemark, isTotal } from "./find-remark";
import { readValue } from "./fold-name";
import { LABEL_ROLES } from "./label-wish";
import type { UploadMapping } from "./mapping";
import { makeProblem, quoteCell } from "./problems";
import type { NumberReading } from "./number-reading";
import { createNumberReader } from "./read-number-cells";
import { TARGET_ROLES, type TargetRole } from "./target-values";
import { LABELS, readRowKey } from "./upload";

const MAX_REFERENCE = 60;
/** Cells of these columns are kept and not acted on, but for rows that set labels. */
const UNREAD: readonly ColumnRole[] = ["ignore", "note", ...LABEL_ROLES];
const NONE: readonly RowProblem[] = [];
const MAX_CACHED = 50_000;

/**
 * Checks rows one after another: number, account, action and its parameters, with all problems of each. One row of cells gives one checked
 * row, or one for each number where `mapping.ranges` says so for a range: at most 10,000. Never throws. `target` is one and the same object
 * for all rows that ask for the same.
 */
export function createRowCheck(
  mapping: UploadMapping,
  choices: UploadChoices,
): (cells: readonly RowCell[]) => CheckedRow[] {
  const { columns, ranges } = mapping;
  const readNumber = createNumberReader(columns);
  const readTarget = createCachedTarget(mapping, choices);
  const checkLabels = createLabelsCheck(mapping, choices.labels);
  const checked = columns.flatMap((role, index) => (UNREAD.includes(role) ? [] : [index]));
  const labels = columns.flatMap((role, index) => (role !== "ignore" && UNREAD.includes(role) ? [index] : []));
  const reference = columns.indexOf("reference");
  const rowKey = columns.indexOf("rowKey");

  function listCellProblems(cells: readonly RowCell[], isLabeled: boolean): RowProblem[] {
    const problems: RowProblem[] = [];
    for (const index of isLabeled ? [...checked, ...labels] : checked) {
      const fault = cells[index]?.fault;
      if (fault !== undefined) problems.push(makeProblem("cell-fault", index, fault));
    }
    if (reference >= 0) {
      const text = readValue(cells[reference]?.text ?? "");
      if (text.length > MAX_REFERENCE)
        problems.push(
          makeProblem(
            "reference-too-long",
            reference,
            `${quoteCell(text)} has ${text.length} characters, at most ${MAX_REFERENCE} expected. Shorten it.`,
          ),
        );
    }
    if (rowKey >= 0) {
      const text = readValue(cells[rowKey]?.text ?? "");
      if (text !== "" && readRowKey(text) === null)
        problems.push(
          makeProblem(
            "row-key",
            rowKey,
            `${quoteCell(text)} is not a row key of a results file. Restore it from the file, or send this as a new row.`,
            {
              label: "Send as a new row",
              cells: { [rowKey]: "" },
            },
          ),
        );
    }
    return problems;
  }

  return function checkRow(cells) {
    const [only] = cells;
    if (cells.length === 1 && only?.fault !== undefined && columns.length > 1)
      return [
        toRow([only.text], null, { target: null, problems: NONE }, [makeProblem("malformed-row", null, only.fault)]),
      ];
    const texts = cells.map(({ text }) => text);
    const { target, problems } = readTarget(texts);
    const isLabeled = target?.kind === LABELS;
    const own = listCellProblems(cells, isLabeled);
    if (isLabeled) own.push(...checkLabels(texts));
    const faulty = own.filter(({ code }) => code === "cell-fault").map(({ column }) => column);
    const reading = readNumber(texts);
    const remark = findReadRemark(texts, reading);
    if (remark !== null) return [toRow(texts, null, { target: null, problems: NONE }, [explainRemark(remark, texts)])];
    if (reading.type === "number") {
      if (own.length === 0 && reading.warnings.length === 0)
        return [toRow(texts, reading.number, { target, problems }, NONE)];
      const warnings = toProblems(reading.warnings, reading.column);
      return [toRow(texts, reading.number, { target, problems }, [...warnings, ...own])];
    }
    const isAnswered = reading.type === "range" && (ranges === "expand" || (ranges === "ends" && reading.hasLast));
    if (!isAnswered || faulty.length > 0) {
      // A cell that is a date or an error says so once, not also that it is no number.
      const found = listReadingProblems(reading).filter(({ column }) => !faulty.includes(column));
      return [toRow(texts, null, { target, problems }, [...found, ...own])];
    }
    return splitCells(texts, reading, ranges === "expand" ? "expand" : "each").map((row) => {
      const one = readNumber(row);
      return one.type === "number"
        ? toRow(row, one.number, { target, problems }, [...toProblems(one.warnings, one.column), ...own])
        : toRow(row, null, { target, problems }, [...listReadingProblems(one), ...own]);
    });
  };
}

/**
 * The rows that a row becomes when its `split` repair is applied, as cells to be checked again; null where there is nothing to split.
 */
export function createRowSplit(
  mapping: Pick<UploadMapping, "columns">,
): (cells: readonly string[], split: RowSplit) => string[][] | null {
  const readNumber = createNumberReader(mapping.columns);
  return (cells, split) => {
    const reading = readNumber(cells);
    if (reading.type !== "range" && reading.type !== "several") return null;
    return splitCells(cells, reading, split);
  };
}

function findReadRemark(texts: readonly string[], reading: NumberReading) {
  if (reading.type === "invalid") return findRemark(texts, reading.problems[0]?.column ?? null);
  return reading.type === "number" && isTotal(texts, texts[reading.column ?? 0] ?? "") ? "footer" : null;
}

function explainRemark(remark: "footer" | "headings", texts: readonly string[]): RowProblem {
  const what = remark === "footer" ? "a total or a footer" : "the headings again";
  const message = `${quoteCell(texts.find((text) => text.trim() !== "") ?? "")} looks like ${what}, not like a row of the table. Remove it, or enter its number.`;
  return makeProblem("not-a-row", null, message, { label: "Remove the row", cells: null });
}

type Splittable = Extract<NumberReading, { type: "range" | "several" }>;

function splitCells(cells: readonly string[], reading: Splittable, split: RowSplit): string[][] {
  return listNumbers(reading, split).map((number) => {
    const changed = reading.write(number);
    return cells.map((text, index) => changed[index] ?? text);
  });
}

/** Numbers within a range may still be ones that the numbering plan does not have: they are checked again as rows of their own. */
function listNumbers(reading: Splittable, split: RowSplit): readonly PhoneNumber[] {
  if (reading.type === "several") return reading.numbers;
  const first = Number(reading.first);
  const digits =
    split === "each"
      ? [reading.first, ...(reading.hasLast ? [reading.last] : [])]
      : Array.from({ length: Math.min(reading.size, MAX_RANGE_NUMBERS) }, (_, index) => String(first + index));
  return digits.map(toE164);
}

const toE164 = (ten: string) => `+1${ten}` as PhoneNumber;

function listReadingProblems(reading: Exclude<NumberReading, { type: "number" }>): readonly RowProblem[] {
  if (reading.type === "invalid") return reading.problems;
  if (reading.type === "several") return [reading.problem];
  const { first, last, size, column, text, hasLast } = reading;
  const count = size.toLocaleString("en-US");
  const ends = `from ${formatNational(toE164(first))} to ${formatNational(toE164(last))}`;
  const choice = hasLast
    ? "Expand it, or make a row of each of the two numbers."
    : "Expand it, or set the quantity to 1.";
  const repair = { label: `Expand ${count} numbers`, cells: {}, split: "expand" } as const;
  return [
    makeProblem("range", column, `${quoteCell(text)} is a range of ${count} numbers, ${ends}. ${choice}`, repair),
  ];
}

const toProblems = (warnings: readonly NumberWarning[], column: number | null): RowProblem[] =>
  warnings.map(({ code, message }) => makeProblem(code, column, message));

function toRow(
  cells: readonly string[],
  number: PhoneNumber | null,
  { target, problems: found }: CheckedTarget,
  own: readonly RowProblem[],
): CheckedRow {
  const problems = own.length === 0 ? found : found.length === 0 ? own : [...own, ...found];
  return { cells, number, target, state: toState(problems), problems };
}

function toState(problems: readonly RowProblem[]): CheckedRow["state"] {
  let state: CheckedRow["state"] = "ready";
  for (const { severity } of problems) {
    if (severity === "block") return "blocked";
    if (severity === "error") state = "problem";
  }
  return state;
}

/** Most rows of a file ask for the same: each different combination of cells is checked once. */
function createCachedTarget(
  mapping: UploadMapping,
  choices: UploadChoices,
): (texts: readonly string[]) => CheckedTarget {
  const checkTarget = createTargetCheck(mapping, choices);
  const places = TARGET_ROLES.map((role) => mapping.columns.indexOf(role));
  const used = places.filter((index) => index >= 0);
  const cache = new Map<string, CheckedTarget>();
  return (texts) => {
    let key = "";
    for (const index of used) key += `${texts[index] ?? ""}\0`;
    const known = cache.get(key);
    if (known) return known;
    const values = Object.fromEntries(
      TARGET_ROLES.map((role, at) => [role, readValue(texts[places[at] ?? -1] ?? "")]),
    ) as Record<TargetRole, string>;
    const found = checkTarget(values);
    if (cache.size >= MAX_CACHED) cache.clear();
    cache.set(key, found);
    return found;
  };
}
