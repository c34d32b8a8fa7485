import { respondFailure } from "@/lib/auth/respond-failure";
import { authorizeRequest } from "@/lib/auth/session";
import { cutText } from "@/lib/domain/clean-text";
import { readRawQuery } from "@/lib/domain/read-query";
import { searchEverywhere, searchInput } from "@/lib/services/search/search-everywhere";

/** `?q=` → `{ hits: SearchHit[] }`. A handler and not an action: actions wait for each other, typing does not. */
export async function GET(request: Request): Promise<Response> {
  try {
    const ctx = await authorizeRequest("numbers:read", request);
    const q = readRawQuery(new URL(request.url).searchParams).q ?? "";
    const input = searchInput.safeParse({ q: cutText(q, 200) });
    const hits = input.success ? await searchEverywhere(ctx, input.data) : [];
    return Response.json({ hits }, { headers: { "Cache-Control": "no-store" } });
  } catch (error) {
    return respondFailure(error);
  }
}
