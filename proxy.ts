import { NextResponse, type NextRequest } from "next/server";
import { getEnvironment } from "@/lib/env";

const OPEN_PAGES = ["/sign-in"];

/**
 * Gives every page its Content-Security-Policy, and spares signed-out people a page that would only send them away. It guards
 * nothing: every page, handler and action asks the database who is there.
 */
export function proxy(request: NextRequest) {
  const { pathname, search } = request.nextUrl;
  const { NODE_ENV, NEXTAUTH_URL } = getEnvironment();
  const isSecure = NEXTAUTH_URL.startsWith("https:");
  const isSignedOut = !request.cookies.has(`${isSecure ? "__Secure-" : ""}tandem.session`);
  if (isSignedOut && request.method === "GET" && !OPEN_PAGES.includes(pathname)) {
    const signIn = new URL("/sign-in", request.url);
    if (pathname !== "/") signIn.searchParams.set("next", `${pathname}${search}`);
    return NextResponse.redirect(signIn);
  }

  const nonce = btoa(crypto.randomUUID());
  const policy = [
    "default-src 'self'",
    // React's development build explains errors through eval.
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${NODE_ENV === "development" ? " 'unsafe-eval'" : ""}`,
    // Positions and widths are style attributes; nothing that a person types ever becomes one.
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    ...(isSecure ? ["upgrade-insecure-requests"] : []),
  ].join("; ");
  const headers = new Headers(request.headers);
  headers.set("content-security-policy", policy);
  headers.set("x-tandem-path", `${pathname}${search}`);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  response.headers.set("cache-control", "private, no-store");
  return response;
}

export const config = { matcher: ["/((?!api/|_next/|icon\\.svg).*)"] };
