import { formatCsvRow } from "@/lib/domain/csv-row";
import type { ExportTable } from "./export-table";

/** Without it a spreadsheet reads UTF-8 as its own code page. */
const BYTE_ORDER_MARK = "\uFEFF";

/** A table as CSV, chunk by chunk, every text guarded against being run as a formula. */
export async function* writeCsv({ head, chunks }: ExportTable): AsyncGenerator<string> {
  yield BYTE_ORDER_MARK + formatCsvRow(head);
  for await (const rows of chunks) yield rows.map((row) => formatCsvRow(row)).join("");
}
