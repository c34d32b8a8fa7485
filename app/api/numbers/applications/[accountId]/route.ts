import { z } from "zod";
import { respondFailure } from "@/lib/auth/respond-failure";
import { authorizeRequest } from "@/lib/auth/session";
import { listApplications } from "@/lib/services/numbers/list-applications";

/** → `Application[]` as the carrier lists them now. */
export async function GET(request: Request, { params }: { params: Promise<{ accountId: string }> }): Promise<Response> {
  try {
    const ctx = await authorizeRequest("orders:write", request);
    const accountId = z
      .uuid()
      .catch("")
      .parse((await params).accountId);
    return Response.json(await listApplications(ctx, accountId), { headers: { "Cache-Control": "no-store" } });
  } catch (error) {
    return respondFailure(error);
  }
}
