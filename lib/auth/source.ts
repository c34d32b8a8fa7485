import { cleanText, cutText } from "@/lib/domain/clean-text";

/** Where a request came from, for the audit and the throttle. */
export type Source = { address: string | null; userAgent: string | null };

/** The web server leaves one address in X-Forwarded-For: the one that it believes (lib/server/web.ts). */
export function readSource(headers: Pick<Headers, "get">): Source {
  const address = cleanText(headers.get("x-forwarded-for") ?? "").trim();
  const userAgent = headers.get("user-agent");
  return {
    address: address.slice(0, 64) || null,
    userAgent: userAgent === null ? null : cutText(cleanText(userAgent), 500),
  };
}
