import type { CsvCell } from "@/lib/domain/csv-row";

/** What is exported: a heading and its rows, read chunk by chunk as they are wanted. `sheet` names the sheet of a workbook. */
export type ExportTable = {
  sheet: string;
  head: readonly string[];
  chunks: AsyncIterable<readonly (readonly CsvCell[])[]>;
};
