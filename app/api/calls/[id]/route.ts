import { z } from "zod";
import { respondFailure } from "@/lib/auth/respond-failure";
import { authorizeRequest } from "@/lib/auth/session";
import { AppError } from "@/lib/domain/errors";
import { getCall } from "@/lib/services/calls/get-call";

/** → `CallView`: one carrier exchange, redacted. */
export async function GET(request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  try {
    const ctx = await authorizeRequest("orders:read", request);
    const id = z.uuid().safeParse((await params).id);
    if (!id.success) throw new AppError("NOT_FOUND", "This carrier call is not stored here.");
    return Response.json(await getCall(ctx, id.data), { headers: { "Cache-Control": "no-store" } });
  } catch (error) {
    return respondFailure(error);
  }
}
