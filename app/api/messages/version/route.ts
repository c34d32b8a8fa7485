import { respondFailure } from "@/lib/auth/respond-failure";
import { authorizeRequest } from "@/lib/auth/session";
import { phoneNumber } from "@/lib/domain/phone-number";
import { readRawQuery } from "@/lib/domain/read-query";
import { readMessageVersion } from "@/lib/services/messages/read-message-version";

/** → `{ version }`, of all messages or of one `number`; asked every other second while somebody looks at messages. */
export async function GET(request: Request): Promise<Response> {
  try {
    const ctx = await authorizeRequest("numbers:read", request);
    const number = phoneNumber.safeParse(readRawQuery(new URL(request.url).searchParams).number).data;
    return Response.json(
      { version: await readMessageVersion(ctx, { number }) },
      { headers: { "Cache-Control": "no-store" } },
    );
  } catch (error) {
    return respondFailure(error);
  }
}
