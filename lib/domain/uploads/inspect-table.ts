import type { RowCell, UploadAccount } from "./checked-row";
import { isKnownExport } from "./known-exports";
import { findHeader, isHeadingRow } from "./find-header";
import type { InspectedColumn, InspectionQuestion, UploadInspection } from "./inspection";
import { foldName } from "./fold-name";
import { guessRoles } from "./guess-roles";
import { createNumberReader } from "./read-number-cells";
import { limitRows, readColumn } from "./table-content";
import { readRowKey } from "./upload";

/** Rows from the top of a table, a few hundred; lines count from 1, columns from 0. */
export type TableSample = {
  rows: readonly { line: number; cells: readonly RowCell[]; isHidden?: boolean }[];
  hiddenColumns?: readonly number[];
  /** Of all rows, where they were counted; else the sample is. */
  hiddenRows?: { count: number; of: number };
  /** What account cells may name; without them, a column of accounts is known by its heading and carriers' names. */
  accounts?: readonly UploadAccount[];
};
export type InspectedTable = Pick<
  UploadInspection,
  "headerLine" | "columns" | "firstRows" | "questions" | "notices" | "correctsRefs" | "isCertain"
>;

const MAX_COLUMNS = 200;
const FIRST_ROWS = 30;
const MIN_NUMBER_DIGITS = 7;

/**
 * Finds out what a table holds: its headings, the role of each column, and what a person has to decide. `questions` never has those about
 * sheets, which the reader of the file adds. Whenever there is a question, `isCertain` is false.
 */
export function inspectTable({ rows, hiddenColumns = [], hiddenRows, accounts }: TableSample): InspectedTable {
  const texts = rows.map(({ cells }) => cells.slice(0, MAX_COLUMNS).map(({ text }) => text));
  const found = findHeader(texts);
  const header = found?.index ?? null;
  const headings = header === null ? null : (texts[header] ?? []).map((text) => text.trim());
  const all = rows.slice((header ?? -1) + 1);
  // The first ones, and some of all others.
  const most = limitRows(all[0]?.cells.length ?? 1);
  const step = Math.ceil(all.length / most);
  const body = all.filter((_, index) => index < most || index % step === 0);
  const width = Math.min(MAX_COLUMNS, Math.max(headings?.length ?? 0, ...body.map(({ cells }) => cells.length), 0));
  const contents = Array.from({ length: width }, (_, index) => readColumn(body.map(({ cells }) => cells[index])));
  const hidden = new Set(hiddenColumns);
  const isExport = headings !== null && isKnownExport(headings);
  const guess = guessRoles({
    headings: contents.map((_, index) => headings?.[index] ?? null),
    contents,
    hidden,
    isExport,
    accounts,
    rows: body.map(({ cells }) => cells.map(({ text }) => text)),
  });
  const columns: InspectedColumn[] = contents.map((content, index) => ({
    index,
    heading: headings === null ? null : (headings[index] ?? ""),
    samples: content.samples,
    role: guess.roles[index] ?? "ignore",
    confidence: guess.confidence[index] ?? "certain",
    numberShare: content.numbers,
    isHidden: hidden.has(index),
  }));
  const other = all.find(({ cells }) => isOtherHeader(cells, headings));
  const questions = listQuestions({ columns, candidates: guess.candidates, contents, body: all, hiddenRows });
  const hasNumber = columns.some(({ role }) => NUMBER_ROLES.has(role));
  return {
    headerLine: header === null ? null : (rows[header]?.line ?? null),
    columns,
    firstRows: rows.slice(0, FIRST_ROWS).map(({ line }, index) => ({ line, cells: texts[index] ?? [] })),
    questions,
    notices: [
      ...listNotices({ above: header ?? 0, columns, body: all }),
      ...(other === undefined
        ? []
        : [
            `Line ${other.line} looks like the headings of another table. All rows below it are read as rows of this one.`,
          ]),
    ],
    correctsRefs: listRefs(columns, all),
    isCertain:
      hasNumber &&
      other === undefined &&
      found?.isBelowNumbers !== true &&
      questions.length === 0 &&
      columns.every(({ confidence }) => confidence === "certain"),
  };
}

/** Headings that are not those of the table again, as at the top of each printed page. */
function isOtherHeader(cells: readonly RowCell[], headings: readonly string[] | null): boolean {
  const texts = cells.map(({ text }) => text);
  if (texts.join("").replace(/\D/g, "").length >= MIN_NUMBER_DIGITS || !isHeadingRow(texts)) return false;
  const fold = (row: readonly string[]) => row.map(foldName).join("|").replace(/\|+$/, "");
  return fold(texts) !== fold(headings ?? []);
}

const NUMBER_ROLES: ReadonlySet<string> = new Set(["number", "npa", "firstNumber"]);

type Body = TableSample["rows"];
type QuestionInput = {
  columns: readonly InspectedColumn[];
  candidates: readonly number[];
  contents: readonly ReturnType<typeof readColumn>[];
  body: Body;
  hiddenRows: TableSample["hiddenRows"];
};

function listQuestions({ columns, candidates, contents, body, hiddenRows }: QuestionInput): InspectionQuestion[] {
  const questions: InspectionQuestion[] = [];
  if (candidates.length > 1) questions.push({ kind: "number-column", columns: [...candidates] });
  const counted = hiddenRows ?? { count: body.filter(({ isHidden }) => isHidden).length, of: body.length };
  if (counted.count > 0) questions.push({ kind: "hidden-rows", ...counted });
  const hidden = columns.filter(({ index, isHidden }) => isHidden && (contents[index]?.filled ?? 0) > 0);
  if (hidden.length > 0) questions.push({ kind: "hidden-columns", columns: hidden.map(({ index }) => index) });
  const readNumber = createNumberReader(columns.map(({ role }) => role));
  const ranges = body.flatMap(({ cells }) => {
    const reading = readNumber(cells.map(({ text }) => text));
    return reading.type === "range" ? [reading] : [];
  });
  const [first] = ranges;
  if (first)
    questions.push({
      kind: "ranges",
      count: ranges.length,
      numbers: ranges.reduce((sum, { size }) => sum + size, 0),
      example: first.text,
    });
  return questions;
}

const EXTENSIONS = /^(?:(?:phone|tel|internal) )?(?:ext|extn|exten|extension)s?(?: (?:no|number))?$/;

function listNotices({
  above,
  columns,
  body,
}: {
  above: number;
  columns: readonly InspectedColumn[];
  body: Body;
}): string[] {
  const notices =
    above === 0
      ? []
      : [`${above === 1 ? "1 row" : `${above} rows`} above the header ${above === 1 ? "is" : "are"} left out.`];
  for (const { heading, role, samples } of columns)
    if (role === "ignore" && samples.length > 0 && EXTENSIONS.test(foldName(heading ?? "")))
      notices.push(`“${heading}” is left out: orders are for whole numbers, not for extensions.`);
  const faults = new Map<string, number>();
  for (const { cells } of body)
    for (const { index, role } of columns) {
      const fault = role === "ignore" || role === "note" ? undefined : cells[index]?.fault;
      if (fault !== undefined) faults.set(fault, (faults.get(fault) ?? 0) + 1);
    }
  for (const [fault, count] of faults)
    notices.push(
      `${count === 1 ? "1 cell" : `${count} cells`} cannot be used as ${count === 1 ? "it is" : "they are"}: ${fault}`,
    );
  return notices;
}

function listRefs(columns: readonly InspectedColumn[], body: Body): string[] {
  const key = columns.find(({ role }) => role === "rowKey")?.index ?? -1;
  const counts = new Map<string, number>();
  for (const { cells } of body) {
    const ref = readRowKey(cells[key]?.text ?? "")?.ref;
    if (ref) counts.set(ref, (counts.get(ref) ?? 0) + 1);
  }
  return [...counts].sort(([, a], [, b]) => b - a).map(([ref]) => ref);
}
