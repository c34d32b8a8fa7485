import { respondFailure } from "@/lib/auth/respond-failure";
import { authorizeRequest } from "@/lib/auth/session";
import { readQuery } from "@/lib/domain/read-query";
import { exportAudit } from "@/lib/services/audit/export-audit";
import { auditFilter } from "@/lib/services/audit/list-audit";
import { respondExport } from "@/app/api/respond-export";

/** The events that match the filters of the address, as the file that `?format=` names. */
export async function GET(request: Request): Promise<Response> {
  try {
    const ctx = await authorizeRequest("audit:read", request);
    const filter = readQuery(auditFilter, new URL(request.url).searchParams);
    const name = `tandem-audit-${ctx.now().toISOString().slice(0, 10)}`;
    return await respondExport(request, exportAudit(ctx, filter), name);
  } catch (error) {
    return respondFailure(error);
  }
}
