import { respondExport } from "@/app/api/respond-export";
import { handler } from "@/lib/handler";
import { exportAudit } from "@/lib/services/audit/export-audit";
import { auditFilter } from "@/lib/services/audit/list-audit";

/** The events that match the filters of the address, as the file that `?format=` names. */
export const GET = handler("audit:read", { query: auditFilter }, (ctx, filter, request) =>
  respondExport(ctx, request, exportAudit(ctx, filter), "audit"),
);
