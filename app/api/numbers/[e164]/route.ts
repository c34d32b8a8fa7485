import { respondFailure } from "@/lib/auth/respond-failure";
import { authorizeRequest } from "@/lib/auth/session";
import { AppError } from "@/lib/domain/errors";
import { parsePhoneNumber } from "@/lib/domain/phone-number";
import { readPath } from "@/lib/domain/read-query";
import { getNumber } from "@/lib/services/numbers/get-number";

/** → `NumberStatus`; asked every second while somebody looks at a number that an order is about to change. */
export async function GET(request: Request, { params }: { params: Promise<{ e164: string }> }): Promise<Response> {
  try {
    const ctx = await authorizeRequest("numbers:read", request);
    const parsed = parsePhoneNumber(readPath(await params).e164);
    if (!parsed.ok) throw new AppError("INVALID_INPUT", parsed.message);
    return Response.json(await getNumber(ctx, parsed.number), { headers: { "Cache-Control": "no-store" } });
  } catch (error) {
    return respondFailure(error);
  }
}
