import { readSource } from "@/lib/auth/source";
import type { Context } from "@/lib/context";
import { exportFormat } from "@/lib/domain/export-format";
import { readRawQuery } from "@/lib/domain/read-query";
import { dayIn } from "@/lib/domain/time-zone";
import type { ExportTable } from "@/lib/services/exports/export-table";
import { auditExport, type ExportEntry } from "@/lib/services/exports/record-export";
import { writeCsv } from "@/lib/services/exports/write-csv";
import { writeXlsx } from "@/lib/services/exports/write-xlsx";

const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/**
 * Sends the table in the format of `?format=`. CSV is streamed with backpressure; a workbook is built in memory and throws
 * INVALID_INPUT if it would be too large. Both are recorded in the audit log.
 */
export async function respondExport(
  ctx: Context,
  request: Request,
  rows: ExportTable,
  list: ExportEntry["list"],
  { id, name = `tandem-${list}-${dayIn(ctx.now(), ctx.timeZone)}` }: { id?: string; name?: string } = {},
): Promise<Response> {
  const format = exportFormat.parse(readRawQuery(new URL(request.url).searchParams).format);
  const source = readSource(request.headers);
  const table = auditExport(ctx, rows, { list, id, format, address: request.url, source });
  const headers = {
    "Content-Type": format === "csv" ? "text/csv; charset=utf-8" : XLSX,
    "Content-Disposition": `attachment; filename="${name}.${format}"`,
    "Cache-Control": "no-store",
  };
  if (format === "xlsx") return new Response(new Uint8Array(await writeXlsx(table)), { headers });
  const lines = writeCsv(table);
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await lines.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      await lines.return(undefined);
    },
  });
  return new Response(body, { headers });
}
