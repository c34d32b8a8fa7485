"use client";

import { useEffect, useId, useRef, useState, type RefObject } from "react";
import type { CheckedRow, RowCell } from "@/lib/domain/uploads/checked-row";
import type { GridRow } from "@/lib/domain/uploads/upload-view";
import { EmptyState } from "../feedback/empty-state";
import { ErrorState } from "../feedback/error-state";
import { cellId, CheckGridRow, type GridColumn } from "./check-row";
import type { CellEditing } from "./cell-editor";
import { GridDetail } from "./grid-detail";
import { GridFrame, SpacerRow, WaitingRow } from "./grid-frame";
import { GridParts } from "./grid-parts";
import { SearchState } from "./search-state";
import { useGrid } from "./use-grid";
import type { RowDraft, useRowEdits } from "./use-row-edits";
import { useGridRows } from "./use-grid-rows";

export type CheckGridProps = {
  /** The address that gives the rows, with its filter. */
  source: string;
  /** How many rows the filter has, until the first answer says it. */
  expected: number;
  columns: readonly GridColumn[];
  /** Only rows to fix are listed: they leave once they are fixed. */
  isProblemList: boolean;
  isReadOnly: boolean;
  edits: ReturnType<typeof useRowEdits>;
  /** The same check as the server's, for a hint while typing. */
  check: (cells: readonly RowCell[]) => readonly CheckedRow[];
  onUndo: () => void;
  /** What is shown where the filter has no rows. */
  empty: { title: string; text: string };
};

/** Rows with their problems, edited in place. More than fit into one scrolling area are shown in parts. */
export function CheckGrid(props: CheckGridProps) {
  const [part, setPart] = useState({ source: props.source, n: 0 });
  const [total, setTotal] = useState(props.expected);
  const n = part.source === props.source ? part.n : 0;
  const hasFocus = useRef(false);
  return (
    <div
      className="flex min-w-0 flex-col gap-2"
      onFocus={() => (hasFocus.current = true)}
      onBlur={() => (hasFocus.current = false)}
    >
      <GridPart key={`${props.source} ${n}`} {...props} part={n} onTotal={setTotal} hadFocus={hasFocus} />
      <GridParts total={total} part={n} onChange={(next) => setPart({ source: props.source, n: next })} />
    </div>
  );
}

function GridPart({
  source,
  expected,
  columns,
  isProblemList,
  isReadOnly,
  edits,
  check,
  onUndo,
  empty,
  part,
  onTotal,
  hadFocus,
}: CheckGridProps & { part: number; onTotal: (count: number) => void; hadFocus: RefObject<boolean> }) {
  const gridId = useId();
  const body = useRef<HTMLTableSectionElement>(null);
  const table = useRef<HTMLTableElement>(null);
  const rows = useGridRows<GridRow>({ source, expected, part, body });
  const { indexes, count } = rows;
  useEffect(() => {
    onTotal(rows.total);
  });
  const hasRows = count > 0;
  useEffect(() => {
    // The rows that a person worked on are gone, and others have come: the keys go on working.
    if (hasRows && hadFocus.current && document.activeElement === document.body)
      table.current?.focus({ preventScroll: true });
  }, [hadFocus, hasRows]);
  const grid = useGrid({
    table,
    columns: columns.map(({ index }) => index),
    total: count,
    rowAt: rows.rowAt,
    loaded: rows.loaded,
    isProblemList,
    isReadOnly,
    onEdit: (row, cells: RowDraft) => void edits.change(row.seq, cells),
    onUndo,
  });
  const { active, text } = grid;
  const editing: CellEditing | null =
    text === null ? null : { text, onType: grid.setText, onKeep: grid.keep, onLeave: grid.close };
  if (rows.failure && rows.loaded.length === 0)
    return (
      <ErrorState
        title="The rows could not be read"
        message={rows.failure.message}
        safe="The rows themselves are safe."
        reference={rows.failure.ref}
        onRetry={rows.retry}
      />
    );
  if (count === 0 && rows.search && rows.search.searched < rows.search.rows)
    return <SearchState total={0} search={rows.search} />;
  if (count === 0 && !rows.isFirst) return <EmptyState title={empty.title}>{empty.text}</EmptyState>;
  return (
    <>
      <SearchState total={rows.total} search={rows.search} />
      <GridFrame
        label="Rows"
        heads={[
          { key: "line", label: "Line", className: "w-px text-right" },
          ...columns.map(({ index, label }) => ({ key: String(index), label, title: label })),
          { key: "message", label: "What to fix" },
        ]}
        body={body}
        table={table}
        role="grid"
        tabIndex={0}
        aria-rowcount={count + 1}
        aria-readonly={isReadOnly || undefined}
        aria-activedescendant={
          active.row && indexes.includes(active.index) ? cellId(gridId, active.index, active.column) : undefined
        }
        aria-describedby={`${gridId}-keys`}
        onKeyDown={grid.onKeyDown}
        className="max-h-[max(18rem,calc(100dvh-26rem))]"
      >
        <SpacerRow height={rows.before} />
        {indexes.map((index) => {
          const row = rows.rowAt(index);
          if (!row) return <WaitingRow key={index} index={index} columns={columns.length + 2} />;
          const isActive = index === active.index;
          return (
            <CheckGridRow
              key={row.seq}
              gridId={gridId}
              row={row}
              index={index}
              columns={columns}
              draft={edits.drafts.get(row.seq)}
              activeColumn={isActive ? active.column : null}
              editing={isActive ? editing : null}
              duplicateLine={rows.loaded.find((one) => one.row.seq === row.duplicateOf)?.row.line ?? null}
              onPick={(column) => pickCell(grid, table, { index, column }, isActive && active.column === column)}
              onOpen={(column) => {
                grid.go({ index, column });
                grid.open(null);
              }}
            />
          );
        })}
        <SpacerRow height={rows.after} />
      </GridFrame>
      <GridDetail
        row={active.row}
        column={active.column}
        label={columns.find(({ index }) => index === active.column)?.label ?? ""}
        text={text}
        check={check}
        isReadOnly={isReadOnly}
        isSaving={edits.isSaving}
        onChange={(cells) => active.row && void edits.change(active.row.seq, cells)}
        onOpen={() => grid.open(null)}
      />
      <p id={`${gridId}-keys`} className="text-xs text-faint max-sm:hidden">
        {isReadOnly
          ? "Arrow keys move."
          : "Type or press Enter to edit. Enter saves and goes to the next, Escape leaves, Delete takes the row out, Ctrl-Z undoes."}
      </p>
    </>
  );
}

/** The first click chooses a cell, a click on the chosen one edits it. */
function pickCell(
  grid: ReturnType<typeof useGrid>,
  table: RefObject<HTMLTableElement | null>,
  cell: { index: number; column: number },
  isActive: boolean,
) {
  if (grid.text !== null && isActive) return;
  if (isActive && document.activeElement === table.current) return grid.open(null);
  table.current?.focus({ preventScroll: true });
  grid.go(cell);
}
