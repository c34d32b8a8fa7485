import { classifyCell } from "@/lib/domain/uploads/table-content";
import type { SourceRow } from "./source-row";
import type { TextLayout } from "./read-text-rows";

/** Where a cell of several lines holds rows, as two stray quotes leave it: legal CSV, and most likely not meant. Null where none does. */
export function describeSwallowedRows(rows: readonly SourceRow[], { delimiter, width }: TextLayout): string | null {
  if (delimiter === null || width === null) return null;
  const isRow = (line: string) => {
    if (!line.includes(delimiter) || !/\d{4}/.test(line)) return false;
    const cells = line.split(delimiter);
    return cells.length === width && cells.some((cell) => classifyCell(cell) !== "other");
  };
  const found = rows.find(({ cells }) => cells.some(({ text }) => text.includes("\n") && text.split("\n").some(isRow)));
  return found
    ? `A cell of line ${found.line} holds lines that look like rows. If they are, take out the quotes around them, and upload the file again.`
    : null;
}
