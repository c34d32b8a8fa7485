import type { CsvCell } from "./csv-row";

/** One column of a table: the screen's header, the waiting table and the export read it; its cell is demanded by `DataTable`. */
export type Column<Row> = {
  label: string;
  /** `key`: what the address sorts by; the first click on a date or count sorts descending. */
  sort?: { key: string; first?: "descending" };
  align?: "right";
  isSticky?: boolean;
  /** Takes the width that the others leave. */
  isWide?: boolean;
  isMuted?: boolean;
  isLabelHidden?: boolean;
  /** False: exported only. */
  isShown?: false;
  /** The columns of the export file, by heading. */
  exports?: Readonly<Record<string, (row: Row) => CsvCell>>;
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

export const listHeadings = (columns: TableColumns<never>): string[] =>
  Object.values(columns).flatMap(({ exports }) => Object.keys(exports ?? {}));

export const toCells = <Row>(columns: TableColumns<Row>, row: Row): CsvCell[] =>
  Object.values(columns).flatMap(({ exports }) => Object.values(exports ?? {}).map((read) => read(row)));
