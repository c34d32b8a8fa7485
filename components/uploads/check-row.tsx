"use client";

import { CircleAlert, Copy, OctagonX, Trash2, TriangleAlert } from "lucide-react";
import type { RowProblem } from "@/lib/domain/uploads/checked-row";
import type { GridRow } from "@/lib/domain/uploads/upload-view";
import { cx } from "../ui/cx";
import { CellEditor, type CellEditing } from "./cell-editor";
import { ROW_HEIGHT } from "./grid-frame";
import type { RowDraft } from "./use-row-edits";

export type GridColumn = { index: number; label: string; isNumber: boolean };

export const cellId = (gridId: string, index: number, column: number) => `${gridId}-${index}-${column}`;

const LOOKS = {
  error: { icon: CircleAlert, text: "text-bad", cell: "bg-bad-soft" },
  block: { icon: OctagonX, text: "text-unknown", cell: "bg-unknown-soft" },
  warning: { icon: TriangleAlert, text: "text-pending", cell: "bg-pending-soft" },
} as const satisfies Record<RowProblem["severity"], unknown>;

const RANK = { error: 0, block: 1, warning: 2 } as const;

/** One row of the check: its line, its cells, and what is wrong with it. */
export function CheckGridRow({
  gridId,
  row,
  index,
  columns,
  draft,
  activeColumn,
  editing,
  duplicateLine,
  onPick,
  onOpen,
}: {
  gridId: string;
  row: GridRow;
  index: number;
  columns: readonly GridColumn[];
  /** What was typed and is being saved. Undefined: nothing. */
  draft: RowDraft | undefined;
  /** The active cell's column, where it is in this row. */
  activeColumn: number | null;
  editing: CellEditing | null;
  /** The line of the row that asks for the same. */
  duplicateLine: number | null;
  onPick: (column: number) => void;
  onOpen: (column: number) => void;
}) {
  const isOut = row.state === "removed" || draft === null;
  const isQuiet = isOut || row.state === "duplicate";
  return (
    <tr
      data-index={index}
      aria-rowindex={index + 2}
      style={{ height: ROW_HEIGHT }}
      className={cx("group/row hover:bg-hover", activeColumn !== null && "bg-hover")}
    >
      <th
        scope="row"
        className="sticky left-0 z-[1] border-b border-line bg-surface px-3 text-right text-xs font-normal text-muted tabular-nums group-hover/row:bg-hover"
      >
        {row.line}
      </th>
      {columns.map(({ index: column, isNumber, label }) => {
        const isActive = column === activeColumn;
        const found = isOut || draft !== undefined ? undefined : worstOf(row.problems, column);
        const Icon = found && LOOKS[found.severity].icon;
        const text = draft?.[column] ?? row.cells[column] ?? "";
        return (
          <td
            key={column}
            id={cellId(gridId, index, column)}
            aria-selected={isActive}
            aria-invalid={found?.severity === "error" || undefined}
            title={text.length > 28 ? text : undefined}
            onMouseDown={(event) => {
              // The grid keeps the focus; the browser would move it to the region.
              if (!editing || !isActive) event.preventDefault();
            }}
            onClick={() => onPick(column)}
            onDoubleClick={() => onOpen(column)}
            className={cx(
              "relative max-w-72 min-w-24 truncate border-b border-line px-3",
              isNumber && "font-mono",
              isQuiet && "text-faint",
              isOut && "line-through",
              found && LOOKS[found.severity].cell,
              draft?.[column] !== undefined && "text-muted italic",
              isActive && !editing && "outline-2 -outline-offset-2 outline-line-strong group-focus/grid:outline-accent",
            )}
          >
            {isActive && editing ? (
              <CellEditor editing={editing} label={`${label}, line ${row.line}`} isMono={isNumber} />
            ) : (
              <span className="flex items-center gap-1.5">
                {Icon && <Icon aria-hidden className={cx("size-3.5 shrink-0", LOOKS[found.severity].text)} />}
                <span className="truncate">{text}</span>
              </span>
            )}
          </td>
        );
      })}
      <td className="max-w-[34rem] min-w-72 border-b border-line px-3 text-xs">
        {draft === undefined ? (
          <RowMessage row={row} duplicateLine={duplicateLine} />
        ) : (
          <span className="text-faint">{draft === null ? "Taking out…" : "Checking…"}</span>
        )}
      </td>
    </tr>
  );
}

const worstOf = (problems: readonly RowProblem[], column?: number): RowProblem | undefined =>
  problems
    .filter((problem) => column === undefined || problem.column === column)
    .toSorted((a, b) => RANK[a.severity] - RANK[b.severity])[0];

function RowMessage({ row, duplicateLine }: { row: GridRow; duplicateLine: number | null }) {
  if (row.state === "removed")
    return (
      <span className="flex items-center gap-1.5 text-faint">
        <Trash2 aria-hidden className="size-3.5 shrink-0" /> Taken out
      </span>
    );
  const worst = worstOf(row.problems);
  if (row.state === "duplicate")
    return (
      <span className="flex items-center gap-1.5 text-muted">
        <Copy aria-hidden className="size-3.5 shrink-0" />
        {duplicateLine === null ? "An earlier row asks for the same" : `The same as line ${duplicateLine}`}: sent once.
      </span>
    );
  if (!worst) return null;
  const { icon: Icon, text } = LOOKS[worst.severity];
  return (
    <span className="flex min-w-0 items-center gap-1.5" title={row.problems.map(({ message }) => message).join("\n")}>
      <Icon aria-hidden className={cx("size-3.5 shrink-0", text)} />
      <span className="truncate text-ink">{worst.message}</span>
      {row.problems.length > 1 && <span className="shrink-0 text-faint">+{row.problems.length - 1}</span>}
    </span>
  );
}
