import { parsePhoneNumber } from "@/lib/domain/phone-number";
import type { RowCell } from "./checked-row";
import type { UploadInspection } from "./inspection";

export type TableSample = {
  rows: readonly { line: number; cells: readonly RowCell[]; isHidden: boolean }[];
  rowCount: number;
  hiddenRows: number;
  hiddenColumns: readonly number[];
  mergedLines: readonly number[];
  faults: number;
  sheets: readonly { name: string; isHidden: boolean; rows: number }[];
};

export function inspectTable({
  rows,
}: TableSample): Pick<
  UploadInspection,
  "headerLine" | "columns" | "firstRows" | "questions" | "notices" | "correctsRefs" | "isCertain"
> {
  const first = rows[0];
  const isNumber = (text: string) => parsePhoneNumber(text).ok;
  const hasHeader = first !== undefined && !first.cells.some(({ text }) => isNumber(text));
  const width = Math.max(0, ...rows.map(({ cells }) => cells.length));
  const body = rows.slice(hasHeader ? 1 : 0);
  const shares = Array.from(
    { length: width },
    (_, index) => body.filter(({ cells }) => isNumber(cells[index]?.text ?? "")).length / Math.max(1, body.length),
  );
  const best = shares.indexOf(Math.max(...shares));
  return {
    headerLine: hasHeader ? first.line : null,
    columns: shares.map((numberShare, index) => ({
      index,
      heading: hasHeader ? (first.cells[index]?.text ?? "") : null,
      samples: body.slice(0, 5).map(({ cells }) => cells[index]?.text ?? ""),
      role: index === best ? "number" : "ignore",
      confidence: "likely",
      numberShare,
      isHidden: false,
    })),
    firstRows: rows.slice(0, 20).map(({ line, cells }) => ({ line, cells: cells.map(({ text }) => text) })),
    questions: [],
    notices: [],
    correctsRefs: [],
    isCertain: false,
  };
}
