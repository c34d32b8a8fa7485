import type { ColumnRole } from "@/lib/domain/uploads/column-role";
import { inspectTable } from "@/lib/domain/uploads/inspect-table";

export type NumberColumns = {
  hasHeader: boolean;
  /** The index of the row of headings, from 0; rows above it are titles and notes. Null without a header. */
  headerRow: number | null;
  /** The index of the column of numbers, from 0; of several that hold parts of them, the first. */
  numberColumn: number;
  /** Further columns that hold mostly numbers: a person may have meant one of these. */
  otherNumberColumns: number[];
  /** What each column holds of a number; all others are ignored. */
  roles: ColumnRole[];
};

const SAMPLE_ROWS = 200;
const SAMPLE_COLUMNS = 200;
const NUMBER_ROLES: ReadonlySet<ColumnRole> = new Set([
  "number",
  "npa",
  "nxx",
  "line",
  "localNumber",
  "firstNumber",
  "lastNumber",
  "rangeSize",
  "countryCode",
]);

/**
 * Finds the heading and the columns of numbers in the first rows of a table, as an upload does. What a person has decided goes before; a
 * hidden column is read only where no other one holds numbers.
 */
export function findNumberColumns(
  rows: readonly (readonly string[])[],
  known: { hasHeader?: boolean; numberColumn?: number } = {},
  hiddenColumns: readonly number[] = [],
): NumberColumns {
  const sample = rows.slice(0, SAMPLE_ROWS).map((cells, index) => ({
    line: index + 1,
    cells: cells.slice(0, SAMPLE_COLUMNS).map((text) => ({ text })),
  }));
  const { headerLine, columns, questions } = inspectTable({ rows: sample, hiddenColumns });
  const headerRow = findHeaderRow(headerLine, known.hasHeader);
  const guessed = columns.map(({ role }): ColumnRole => (NUMBER_ROLES.has(role) ? role : "ignore"));
  const byShare = [...columns].sort((one, other) => other.numberShare - one.numberShare || one.index - other.index);
  const source = guessed.findIndex((role) => role !== "ignore" && role !== "countryCode");
  const numberColumn = known.numberColumn ?? (source >= 0 ? source : (byShare[0]?.index ?? 0));
  const isGuessed = known.numberColumn === undefined && source >= 0;
  const roles = isGuessed
    ? guessed
    : Array.from({ length: numberColumn + 1 }, (_, index): ColumnRole =>
        index === numberColumn ? "number" : "ignore",
      );
  const candidates = questions.flatMap((question) => (question.kind === "number-column" ? question.columns : []));
  const otherNumberColumns = candidates.filter((index) => index !== numberColumn && roles[index] !== "lastNumber");
  return { hasHeader: headerRow !== null, headerRow, numberColumn, otherNumberColumns, roles };
}

function findHeaderRow(headerLine: number | null, hasHeader: boolean | undefined): number | null {
  if (hasHeader === false) return null;
  if (headerLine !== null) return headerLine - 1;
  return hasHeader ? 0 : null;
}
