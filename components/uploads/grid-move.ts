import type { GridRow } from "@/lib/domain/uploads/upload-view";

/** A cell of the grid: the place among the filtered rows, and the column of the file. */
export type GridPlace = { index: number; seq: number | null; column: number };

/** Where a key leads from a cell, or null where it leads nowhere. `columns`: those on screen, in order. */
export function moveBy(
  key: string,
  { index, column }: GridPlace,
  {
    columns,
    total,
    pageRows,
    hasControl,
  }: {
    columns: readonly number[];
    total: number;
    pageRows: number;
    hasControl: boolean;
  },
): { index: number; column: number } | null {
  const at = columns.indexOf(column);
  const columnAt = (place: number) => columns[Math.min(Math.max(place, 0), columns.length - 1)] ?? column;
  const rowAt = (place: number) => Math.min(Math.max(place, 0), Math.max(0, total - 1));
  switch (key) {
    case "ArrowLeft":
      return { index, column: columnAt(at - 1) };
    case "ArrowRight":
      return { index, column: columnAt(at + 1) };
    case "ArrowUp":
      return { index: rowAt(hasControl ? 0 : index - 1), column };
    case "ArrowDown":
      return { index: rowAt(hasControl ? total - 1 : index + 1), column };
    case "PageUp":
      return { index: rowAt(index - pageRows), column };
    case "PageDown":
      return { index: rowAt(index + pageRows), column };
    case "Home":
      return { index: hasControl ? 0 : index, column: columnAt(0) };
    case "End":
      return { index: hasControl ? rowAt(total - 1) : index, column: columnAt(columns.length - 1) };
    default:
      return null;
  }
}

/** The column that a person has to look at first, or null where the problem is the whole row's. */
export function findProblemColumn({ problems }: Pick<GridRow, "problems">, columns: readonly number[]): number | null {
  const ordered = [...problems].sort((a, b) => Number(a.severity === "warning") - Number(b.severity === "warning"));
  return ordered.find(({ column }) => column !== null && columns.includes(column))?.column ?? null;
}

/** A key that stands for a text, as typing does. */
export const isTextKey = ({
  key,
  ctrlKey,
  metaKey,
  altKey,
}: {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
}) => [...key].length === 1 && !ctrlKey && !metaKey && !altKey;

/** The place after rows have changed: the same row wherever it is now, else whatever moved up to where it was. */
export function followRow(
  place: GridPlace,
  loaded: readonly { row: { seq: number }; index: number }[],
  total: number,
): number {
  const found = place.seq === null ? undefined : loaded.find(({ row }) => row.seq === place.seq);
  return found?.index ?? Math.min(place.index, Math.max(0, total - 1));
}
