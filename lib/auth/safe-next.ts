// Only for parsing a path within the portal; the host is never contacted.
const BASE = "http://portal.invalid";

/** Where to go after signing in: a path in this portal, or `/` for anything else. */
export function readSafeNext(text: string | null | undefined): string {
  // Browsers read \ as / and drop control characters, so "/\evil.com" and "/\t/evil.com" would leave the portal.
  if (!text || text.length > 2000 || !text.startsWith("/") || /[\\\u0000-\u001f\u007f]/.test(text)) return "/";
  if (!URL.canParse(text, BASE)) return "/";
  const url = new URL(text, BASE);
  if (url.origin !== BASE || /^\/(sign-in|choose-password|api)(\/|$)/.test(url.pathname)) return "/";
  // Normalizing can turn "/..//" into "//".
  return url.pathname.startsWith("//") ? "/" : `${url.pathname}${url.search}${url.hash}`;
}
