import type { CsvCell } from "./csv-row";
import type { SpellTime } from "./time-zone";

/** One column of a table: the screen's header, the waiting table and the export read it; its cell is demanded by `DataTable`. */
export type Column<Row> = {
  label: string;
  /** `key`: what the address sorts by; the first click on a date or count sorts descending. */
  sort?: { key: string; first?: "descending" };
  align?: "right";
  isSticky?: boolean;
  /** Takes the width that the others leave. */
  isWide?: boolean;
  /** Longer text ends in "…"; for the one wide column. */
  isCut?: boolean;
  isMuted?: boolean;
  isLabelHidden?: boolean;
  /** Shown once a person chooses it. */
  isOptional?: boolean;
  /** Left out below 640 px. */
  isWideOnly?: boolean;
  /** Below 640 px beside what names the row, not below it. */
  isBeside?: boolean;
  /** False: exported only. */
  isShown?: false;
  /** The columns of the export file, by heading. Instants go through `spellTime`, which knows the person's time zone. */
  exports?: Readonly<Record<string, (row: Row, spellTime: SpellTime) => CsvCell>>;
};
export type TableColumns<Row> = Readonly<Record<string, Column<Row>>>;

/** Keeps the names of the columns, so that a missing cell does not compile. */
export const defineTable =
  <Row>() =>
  <const Columns extends TableColumns<Row>>(columns: Columns): Columns =>
    columns;

export type ShownColumn<Columns> = {
  [Name in keyof Columns]: Columns[Name] extends { isShown: false } ? never : Name;
}[keyof Columns] &
  string;

export const listShown = <Columns extends TableColumns<never>>(columns: Columns) =>
  Object.keys(columns).filter((name) => columns[name]?.isShown !== false) as ShownColumn<Columns>[];

/** The columns that a person chose, in the table's order; without a choice, those that are not optional. */
export function chooseColumns<Columns extends TableColumns<never>>(
  columns: Columns,
  chosen: readonly string[] | undefined,
): ShownColumn<Columns>[] {
  const shown = listShown(columns);
  const named = chosen && shown.filter((name) => chosen.includes(name) || isFixed(columns[name]));
  return named && named.length > 1 ? named : shown.filter((name) => !columns[name]?.isOptional);
}

/** Always shown: the one that names the row, and the one that selects it. */
const isFixed = (column: Column<never> | undefined) => column?.isSticky === true || column?.label === "Select";

export const listHeadings = (columns: TableColumns<never>): string[] =>
  Object.values(columns).flatMap(({ exports }) => Object.keys(exports ?? {}));

export const toCells = <Row>(columns: TableColumns<Row>, row: Row, spellTime: SpellTime): CsvCell[] =>
  Object.values(columns).flatMap(({ exports }) => Object.values(exports ?? {}).map((read) => read(row, spellTime)));
