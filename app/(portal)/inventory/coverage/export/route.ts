import { z } from "zod";
import { readSource } from "@/lib/auth/source";
import { coverageQuery } from "@/lib/domain/coverage-query";
import { dayIn } from "@/lib/domain/time-zone";
import { exportFormat } from "@/lib/domain/export-format";
import { handler } from "@/lib/handler";
import { recordExport } from "@/lib/services/exports/record-export";
import { listCoverageRows, toCoverageCsv, toCoverageXlsx } from "@/lib/services/inventory/export-coverage";

const query = z
  .object({ account: z.uuid("Name the carrier account."), format: exportFormat })
  .and(coverageQuery.transform((query) => ({ query })));

const TYPES = {
  csv: "text/csv; charset=utf-8",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
} as const;

/** All places that fit the filters of the address, all pages of them, as CSV or XLSX. */
export const GET = handler("inventory:read", { query }, async (ctx, { account, format, query }, request) => {
  const rows = await listCoverageRows(ctx, { accountId: account, query });
  const body = format === "csv" ? toCoverageCsv(rows) : new Uint8Array(await toCoverageXlsx(rows));
  const source = readSource(request.headers);
  await recordExport(ctx, { list: "coverage", id: account, format, address: request.url, source }, rows.length);
  return new Response(body, {
    headers: {
      "Content-Type": TYPES[format],
      "Content-Disposition": `attachment; filename="tandem-coverage-${dayIn(ctx.now(), ctx.timeZone)}.${format}"`,
      "Cache-Control": "no-store",
    },
  });
});
