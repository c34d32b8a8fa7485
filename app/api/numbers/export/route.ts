import { respondFailure } from "@/lib/auth/respond-failure";
import { authorizeRequest } from "@/lib/auth/session";
import { readQuery } from "@/lib/domain/read-query";
import { exportNumbers } from "@/lib/services/numbers/export-numbers";
import { numberQuery } from "@/lib/services/numbers/number-query";
import { respondExport } from "../../respond-export";

/** The numbers that match the filters of the address, all pages of them, as the file that `?format=` names. */
export async function GET(request: Request): Promise<Response> {
  try {
    const ctx = await authorizeRequest("numbers:read", request);
    const query = readQuery(numberQuery, new URL(request.url).searchParams);
    return await respondExport(
      request,
      exportNumbers(ctx, query),
      `tandem-numbers-${ctx.now().toISOString().slice(0, 10)}`,
    );
  } catch (error) {
    return respondFailure(error);
  }
}
