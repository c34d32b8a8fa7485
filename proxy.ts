import { NextResponse, type NextRequest } from "next/server";
import { refuseWrite } from "@/lib/auth/refuse-write";
import { getEnvironment } from "@/lib/env";

const OPEN_PAGES = ["/sign-in"];

/**
 * Sets every page's Content-Security-Policy, rejects what no page accepts, and redirects signed-out people to sign-in. It
 * is no access check: every page, handler and action checks session and origin itself.
 */
export function proxy(request: NextRequest) {
  const { pathname, search } = request.nextUrl;
  const { NODE_ENV, NEXTAUTH_URL, PUBLIC_URL } = getEnvironment();
  const refusal = refuseWrite({
    method: request.method,
    headers: request.headers,
    addresses: [PUBLIC_URL, NEXTAUTH_URL],
  });
  if (refusal) return refusal;
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
    // React's development build needs eval for error details.
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${NODE_ENV === "development" ? " 'unsafe-eval'" : ""}`,
    // Positions and widths are style attributes; typed text never becomes one.
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
  // Next.js would compare the origin again by its own rule; ours has already been applied.
  const origin = request.headers.get("origin");
  if (request.method === "POST" && origin !== null) headers.set("x-forwarded-host", new URL(origin).host);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  response.headers.set("cache-control", "private, no-store");
  return response;
}

export const config = { matcher: ["/((?!api/|_next/|icon\\.svg).*)"] };
