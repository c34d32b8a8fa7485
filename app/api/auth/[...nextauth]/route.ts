import NextAuth from "next-auth";
import { buildAuthOptions } from "@/lib/auth/options";
import { respondFailure } from "@/lib/auth/respond-failure";
import { refuseForeign } from "@/lib/auth/session";
import { publicHandler } from "@/lib/public-handler";

type RouteContext = { params: Promise<{ nextauth: string[] }> };

/** Credentials and a token fit many times over; next-auth reads a body of any size. */
const MAX_BYTES = 16_384;

export const GET = publicHandler("sign-in", answer);

export const POST = publicHandler("sign-in", async (request: Request, context: RouteContext) => {
  try {
    refuseForeign(request.headers);
  } catch (error) {
    return respondFailure(error);
  }
  const length = Number(request.headers.get("content-length") ?? Number.NaN);
  if (!(length <= MAX_BYTES)) return new Response("Too large", { status: 413 });
  return answer(request, context);
});

async function answer(request: Request, context: RouteContext): Promise<Response> {
  // next-auth has no types for handlers of the app router.
  const handle = NextAuth(buildAuthOptions()) as (request: Request, context: RouteContext) => Promise<Response>;
  return handle(request, context);
}
