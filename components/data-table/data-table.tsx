import type { ReactNode } from "react";
import { type Column, listShown, type ShownColumn, type TableColumns } from "@/lib/domain/table";
import { ColumnHeader } from "./column-header";
import { MessageRow } from "./message-rows";
import { Row } from "./row";
import { Cell, type Place, Table, TableHead } from "./table";

/** A table from the definition of its columns. Every shown column needs its cell. */
export function DataTable<Item, Columns extends TableColumns<never>>({
  label,
  columns,
  cells,
  rows,
  keyOf,
  rowProps,
  headers = {},
  hidden = [],
  defaultSort,
  isSortable = true,
  empty,
}: {
  label: string;
  columns: Columns;
  cells: Record<ShownColumn<Columns>, (row: Item) => ReactNode>;
  rows: readonly Item[];
  keyOf: (row: Item) => string | number;
  /** Where a click on the row leads, and the id under which it is selected. */
  rowProps?: (row: Item) => { href?: string; id?: string };
  /** In place of a column's label. */
  headers?: Partial<Record<ShownColumn<Columns>, ReactNode>>;
  hidden?: readonly ShownColumn<Columns>[];
  /** What the page does without a sort in its address. */
  defaultSort?: string;
  isSortable?: boolean;
  /** In place of rows where there are none. */
  empty: ReactNode;
}) {
  const shown = listShown(columns)
    .filter((name) => !hidden.includes(name))
    .map((name) => ({ name, column: columns[name] as Column<never> }));
  return (
    <Table label={label}>
      <TableHead>
        {shown.map(({ name, column }) => (
          <ColumnHeader
            key={name}
            label={column.label}
            align={column.align}
            isSticky={column.isSticky}
            isLabelHidden={column.isLabelHidden}
            isWideOnly={column.isWideOnly}
            width={column.isWide ? undefined : "1%"}
            place={placeOf(name, column)}
            sortKey={isSortable ? column.sort?.key : undefined}
            firstDirection={column.sort?.first}
            defaultSort={defaultSort}
          >
            {headers[name]}
          </ColumnHeader>
        ))}
      </TableHead>
      <tbody>
        {rows.map((row) => (
          <Row key={keyOf(row)} {...rowProps?.(row)}>
            {shown.map(({ name, column }) => (
              <Cell
                key={name}
                align={column.align}
                isSticky={column.isSticky}
                isMuted={column.isMuted}
                isWideOnly={column.isWideOnly}
                place={placeOf(name, column)}
                label={column.align === "right" && !column.isLabelHidden ? column.label : undefined}
                className={column.isCut ? "max-w-0 min-w-56" : undefined}
              >
                {cells[name](row)}
              </Cell>
            ))}
          </Row>
        ))}
        {rows.length === 0 && <MessageRow colSpan={shown.length}>{empty}</MessageRow>}
      </tbody>
    </Table>
  );
}

function placeOf(name: string, { isSticky, isLabelHidden, isBeside }: Column<never>): Place {
  if (name === "select") return "select";
  if (isSticky) return "name";
  return isLabelHidden || isBeside ? "beside" : "line";
}
