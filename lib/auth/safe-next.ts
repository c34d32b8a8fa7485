// Only where it is used as an address within the portal; the name never leaves the process.
const BASE = "http://portal.invalid";

/** Where to go after signing in: a path of this portal, whatever someone put into the link; `/` when it is anything else. */
export function readSafeNext(text: string | null | undefined): string {
  // A browser reads \ as / and drops control characters, so that "/\evil.com" and "/\t/evil.com" lead elsewhere.
  if (!text || text.length > 2000 || !text.startsWith("/") || /[\\\u0000-\u001f\u007f]/.test(text)) return "/";
  if (!URL.canParse(text, BASE)) return "/";
  const url = new URL(text, BASE);
  if (url.origin !== BASE || /^\/(sign-in|choose-password|api)(\/|$)/.test(url.pathname)) return "/";
  // Normalising may have made "//" out of "/..//".
  return url.pathname.startsWith("//") ? "/" : `${url.pathname}${url.search}${url.hash}`;
}
