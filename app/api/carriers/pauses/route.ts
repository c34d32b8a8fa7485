import { respondFailure } from "@/lib/auth/respond-failure";
import { authorizeRequest } from "@/lib/auth/session";
import { listPauses } from "@/lib/services/breaker/list-pauses";

/** → `CarrierPause[]`; asked every few seconds by every open page. */
export async function GET(request: Request): Promise<Response> {
  try {
    const ctx = await authorizeRequest("orders:read", request);
    return Response.json(await listPauses(ctx), { headers: { "Cache-Control": "no-store" } });
  } catch (error) {
    return respondFailure(error);
  }
}
