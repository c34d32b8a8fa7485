import { respondFailure } from "@/lib/auth/respond-failure";
import { authorizeRequest } from "@/lib/auth/session";

/** → `{ version: null }` for whoever is signed in. A live page asks for it before it asks for itself: a lost line or an ended sign-in leaves it as it is. */
export async function GET(request: Request): Promise<Response> {
  try {
    await authorizeRequest("self:manage", request);
    return Response.json({ version: null }, { headers: { "Cache-Control": "no-store" } });
  } catch (error) {
    return respondFailure(error);
  }
}
