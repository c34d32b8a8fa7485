import { respondFailure } from "@/lib/auth/respond-failure";
import { authorizeRequest } from "@/lib/auth/session";
import { AppError } from "@/lib/domain/errors";
import { readPath } from "@/lib/domain/read-query";
import { applicationsQuery, listApplications } from "@/lib/services/import/list-applications";

/** → `Application[]` as the carrier lists them now. */
export async function GET(request: Request, { params }: { params: Promise<{ accountId: string }> }): Promise<Response> {
  try {
    const ctx = await authorizeRequest("orders:write", request);
    const query = applicationsQuery.safeParse(readPath(await params));
    if (!query.success) throw new AppError("NOT_FOUND", "This carrier account does not exist.");
    return Response.json(await listApplications(ctx, query.data), { headers: { "Cache-Control": "no-store" } });
  } catch (error) {
    return respondFailure(error);
  }
}
