import { respondFailure } from "@/lib/auth/respond-failure";
import { authorizeRequest } from "@/lib/auth/session";
import { listJobs } from "@/lib/services/jobs/list-jobs";

/** → `JobCentre`; asked every other second while somebody looks at it. */
export async function GET(request: Request): Promise<Response> {
  try {
    const ctx = await authorizeRequest("orders:read", request);
    return Response.json(await listJobs(ctx), { headers: { "Cache-Control": "no-store" } });
  } catch (error) {
    return respondFailure(error);
  }
}
