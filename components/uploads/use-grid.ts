"use client";

import { useEffect, useState, type KeyboardEvent, type RefObject } from "react";
import type { GridRow } from "@/lib/domain/uploads/upload-view";
import { findProblemColumn, followRow, type GridPlace, isTextKey, moveBy } from "./grid-move";
import { ROW_HEIGHT } from "./grid-frame";
import type { RowDraft } from "./use-row-edits";

type Grid = {
  table: RefObject<HTMLTableElement | null>;
  columns: readonly number[];
  total: number;
  rowAt: (index: number) => GridRow | null;
  loaded: readonly { row: GridRow; index: number }[];
  /** Rows leave the list once they are fixed: Enter leads to the next problem instead of the cell below. */
  isProblemList: boolean;
  isReadOnly: boolean;
  onEdit: (row: GridRow, cells: RowDraft) => void;
  onUndo: () => void;
};

/** The active cell of a grid, the text being typed in it, and what the keys do. */
export function useGrid(grid: Grid) {
  const { table, columns, total, rowAt, loaded, isProblemList, isReadOnly } = grid;
  const [place, setPlace] = useState<GridPlace | null>(null);
  const [text, setText] = useState<string | null>(null);

  const startAt = (index: number): GridPlace => {
    const row = rowAt(index);
    return { index, seq: row?.seq ?? null, column: (row && findProblemColumn(row, columns)) ?? columns[0] ?? 0 };
  };
  const index = place === null ? 0 : followRow(place, loaded, total);
  const row = total === 0 ? null : rowAt(index);
  // Another row has moved up: its own problem is what is looked at.
  const hasMoved = place !== null && place.seq !== null && row !== null && place.seq !== row.seq;
  const active = place === null || hasMoved ? startAt(index) : { ...place, index, seq: row?.seq ?? place.seq };

  const go = (to: { index: number; column: number }) => setPlace({ ...to, seq: rowAt(to.index)?.seq ?? null });
  const open = (start: string | null) => {
    if (isReadOnly || !row || row.state === "removed") return;
    setPlace(active);
    setText(start ?? row.cells[active.column] ?? "");
  };
  const close = () => {
    setText(null);
    table.current?.focus({ preventScroll: true });
  };
  const keep = (to: "next" | "right" | "left" | "stay") => {
    if (text === null || !row) return;
    const isChanged = text !== (row.cells[active.column] ?? "");
    if (isChanged) grid.onEdit(row, { [active.column]: text });
    setText(null);
    if (to === "stay") return;
    table.current?.focus({ preventScroll: true });
    if (to === "next") {
      const next = Math.min(index + 1, Math.max(0, total - 1));
      if (isProblemList) setPlace(startAt(next));
      else go({ index: next, column: active.column });
    } else {
      const key = to === "right" ? "ArrowRight" : "ArrowLeft";
      const next = moveBy(key, active, { columns, total, pageRows: 1, hasControl: false });
      if (next) go(next);
    }
  };

  useEffect(() => {
    if (place === null) return;
    const frame = table.current?.parentElement;
    const head = table.current?.tHead?.offsetHeight ?? 0;
    if (!frame) return;
    const top = index * ROW_HEIGHT;
    if (top < frame.scrollTop) frame.scrollTo({ top });
    const bottom = top + ROW_HEIGHT + head - frame.clientHeight;
    if (bottom > frame.scrollTop) frame.scrollTo({ top: bottom });
  }, [place, index, table]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (text !== null || total === 0) return;
    const hasControl = event.ctrlKey || event.metaKey;
    const pageRows = Math.max(1, Math.floor((table.current?.parentElement?.clientHeight ?? 0) / ROW_HEIGHT) - 2);
    const next = moveBy(event.key, active, { columns, total, pageRows, hasControl });
    if (next) go(next);
    else if (event.key === "Enter" || event.key === "F2") open(null);
    else if ((event.key === "Delete" || event.key === "Backspace") && row && !isReadOnly && row.state !== "removed") {
      setPlace(active);
      grid.onEdit(row, null);
    } else if (hasControl && event.key.toLowerCase() === "z" && !isReadOnly) grid.onUndo();
    else if (isTextKey(event) && event.key !== " " && !isReadOnly) open(event.key);
    else return;
    event.preventDefault();
    // The page's shortcuts listen on the document too; what is typed into the grid is not for them.
    event.nativeEvent.stopImmediatePropagation();
  };
  return { active: { ...active, row }, text, setText, keep, close, open, go, onKeyDown };
}
