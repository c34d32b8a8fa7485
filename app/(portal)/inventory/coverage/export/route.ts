import { z } from "zod";
import { respondFailure } from "@/lib/auth/respond-failure";
import { authorizeRequest } from "@/lib/auth/session";
import { coverageQuery } from "@/lib/domain/coverage-query";
import { readQuery } from "@/lib/domain/read-query";
import { listCoverageRows, toCoverageCsv, toCoverageXlsx } from "@/lib/services/inventory/export-coverage";

const exportParams = z.object({ account: z.uuid(), format: z.enum(["csv", "xlsx"]).catch("csv") });

const TYPES = {
  csv: "text/csv; charset=utf-8",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
} as const;

/** All places that fit the filters of the address, all pages of them, as CSV or XLSX. */
export async function GET(request: Request): Promise<Response> {
  try {
    const ctx = await authorizeRequest("inventory:read", request);
    const { searchParams } = new URL(request.url);
    const { account, format } = readQuery(exportParams, searchParams);
    const rows = await listCoverageRows(ctx, { accountId: account, query: readQuery(coverageQuery, searchParams) });
    const body = format === "csv" ? toCoverageCsv(rows) : new Uint8Array(await toCoverageXlsx(rows));
    return new Response(body, {
      headers: {
        "Content-Type": TYPES[format],
        "Content-Disposition": `attachment; filename="tandem-coverage-${ctx.now().toISOString().slice(0, 10)}.${format}"`,
        "Cache-Control": "no-store",
      },
    });
  } catch (error) {
    return respondFailure(error);
  }
}
