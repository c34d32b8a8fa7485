import { cutText } from "@/lib/domain/clean-text";
import type { RowCell } from "@/lib/domain/uploads/checked-row";
import { UPLOAD_LIMITS } from "@/lib/domain/uploads/upload";

/** A row as its file has it. `line` counts from 1. `isBroken`: a line that could not be taken apart is its only cell, with the fault. */
export type SourceRow = { line: number; cells: RowCell[]; isHidden: boolean; isBroken: boolean };

const { cellCharacters, columns } = UPLOAD_LIMITS;

/** Cells within the limits; where something is left out, a fault says so. */
export function makeSourceRow(line: number, texts: readonly string[], isHidden = false): SourceRow {
  const cells: RowCell[] = [];
  const count = Math.min(texts.length, columns);
  for (let index = 0; index < count; index += 1) cells.push(makeCell(texts[index] ?? ""));
  if (texts.length > columns) markCutRow(cells, texts.slice(columns));
  return { line, cells, isHidden, isBroken: false };
}

function markCutRow(cells: RowCell[], leftOut: readonly string[]) {
  const last = cells.at(-1);
  if (!last || leftOut.every((text) => text.trim() === "")) return;
  const count = (columns + leftOut.length).toLocaleString("en-US");
  last.fault ??= `This row has ${count} cells; only the first ${columns} were read. Take out columns that are not needed.`;
}

export function makeCell(text: string): RowCell {
  if (text.length <= cellCharacters) return { text };
  const length = text.length.toLocaleString("en-US");
  const most = cellCharacters.toLocaleString("en-US");
  return {
    text: cutText(text, cellCharacters),
    fault: `This cell has ${length} characters; only the first ${most} were read. Shorten it.`,
  };
}

export const makeBrokenRow = (line: number, text: string, fault: string): SourceRow => ({
  line,
  cells: [{ text: cutText(text, cellCharacters), fault }],
  isHidden: false,
  isBroken: true,
});
