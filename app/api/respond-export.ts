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
 * Sends the table in the format of `?format=`, as a stream whose rows are read as they are wanted. Recorded in the audit log.
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
  const parts = format === "xlsx" ? writeXlsx(table) : encodeText(writeCsv(table));
  // A refusal before the first part has a status of its own.
  let next: IteratorResult<Uint8Array> | null = await parts.next();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = next ?? (await parts.next());
      next = null;
      if (done) controller.close();
      else controller.enqueue(value);
    },
    async cancel() {
      await parts.return(undefined);
    },
  });
  return new Response(body, { headers });
}

async function* encodeText(lines: AsyncGenerator<string>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  for await (const line of lines) yield encoder.encode(line);
}
