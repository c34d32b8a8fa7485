import { respondFailure } from "@/lib/auth/respond-failure";
import { authorizeRequest } from "@/lib/auth/session";
import { exportAudit } from "@/lib/services/audit/export-audit";
import { auditFilter } from "@/lib/services/audit/list-audit";

/** The events that match the filters of the address, as CSV, streamed. */
export async function GET(request: Request): Promise<Response> {
  try {
    const ctx = await authorizeRequest("audit:read", request);
    const filter = auditFilter.parse(Object.fromEntries(new URL(request.url).searchParams));
    const lines = exportAudit(ctx, filter);
    const body = new ReadableStream<Uint8Array>({
      async pull(controller) {
        const { done, value } = await lines.next();
        if (done) controller.close();
        else controller.enqueue(new TextEncoder().encode(value));
      },
      async cancel() {
        await lines.return(undefined);
      },
    });
    return new Response(body, {
      headers: {
        "Content-Type": "text/csv; charset=utf-8",
        "Content-Disposition": `attachment; filename="tandem-audit-${ctx.now().toISOString().slice(0, 10)}.csv"`,
        "Cache-Control": "no-store",
      },
    });
  } catch (error) {
    return respondFailure(error);
  }
}
