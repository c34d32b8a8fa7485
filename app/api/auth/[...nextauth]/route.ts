import { cookies } from "next/headers";
import { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { buildAuthOptions } from "@/lib/auth/options";
import { respondFailure } from "@/lib/auth/respond-failure";
import { refuseForeign } from "@/lib/auth/session";
import { publicHandler } from "@/lib/public-handler";

type RouteContext = { params: Promise<{ nextauth: string[] }> };

/** Far more than credentials and a token need; next-auth would read a body of any size. */
const MAX_BYTES = 16_384;
/** What the sign-in form needs; everything else in next-auth is not exposed. */
const ALLOWED = ["GET csrf", "GET providers", "GET session", "POST callback/credentials", "POST signout", "POST _log"];
const FORM = "application/x-www-form-urlencoded";

export const GET = publicHandler("sign-in", answer);

export const POST = publicHandler("sign-in", async (request: Request, context: RouteContext) => {
  try {
    refuseForeign(request.headers);
  } catch (error) {
    return respondFailure(error);
  }
  const length = Number(request.headers.get("content-length") ?? Number.NaN);
  if (!(length <= MAX_BYTES)) return new Response("Too large", { status: 413 });
  if (!request.headers.get("content-type")?.startsWith(FORM)) return new Response("Not a form", { status: 415 });
  return answer(request, context);
});

async function answer(request: Request, context: RouteContext): Promise<Response> {
  const endpoint = (await context.params).nextauth.join("/");
  if (!ALLOWED.includes(`${request.method} ${endpoint}`)) return new Response("Not found", { status: 404 });
  // next-auth responds with status 500 to invalid URLs in these; the form needs neither.
  if (await hasBrokenCookie()) return new Response("Delete this site's cookies and try again.", { status: 400 });
  const url = new URL(request.url);
  url.search = "";
  const body = request.method === "POST" ? await request.text() : undefined;
  const authRequest = new NextRequest(url, { method: request.method, headers: request.headers, body });
  // next-auth has no types for App Router handlers.
  const handle = NextAuth(buildAuthOptions()) as (request: Request, context: RouteContext) => Promise<Response>;
  return handle(authRequest, context);
}

async function hasBrokenCookie(): Promise<boolean> {
  const kept = (await cookies()).getAll().filter(({ name }) => name.endsWith("next-auth.callback-url"));
  return kept.some(
    ({ value }) => value !== "" && !/^(https?:\/\/|\/)/.test(URL.canParse(value, "http://x") ? value : ""),
  );
}
