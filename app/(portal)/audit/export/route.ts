import { respondExport } from "@/app/api/respond-export";
import { handler } from "@/lib/handler";
import { exportAudit } from "@/lib/services/audit/export-audit";
import { auditFilter } from "@/lib/services/audit/list-audit";

/** The filtered events, in the format of `?format=`. */
export const GET = handler("audit:read", { query: auditFilter }, (ctx, filter, request) =>
  respondExport(ctx, request, exportAudit(ctx, filter), "audit"),
);
