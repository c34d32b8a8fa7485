/** Where a request came from, for the audit and the throttle. */
export type Source = { address: string | null; userAgent: string | null };

/** The web server leaves one address in X-Forwarded-For: the one that it believes (lib/runtime/web.mjs). */
export function readSource(headers: Pick<Headers, "get">): Source {
  const address = headers.get("x-forwarded-for")?.trim().slice(0, 64);
  return { address: address || null, userAgent: headers.get("user-agent")?.slice(0, 500) ?? null };
}
