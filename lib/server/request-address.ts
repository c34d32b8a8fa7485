/** What a percent sign may hide and neither PostgreSQL nor a header takes: control characters, tab and line ends excepted. */
const CONTROL = /%(?:0[0-8BCEF]|1[0-9A-F]|7F)/gi;
const REPLACEMENT = "%EF%BF%BD";

/** Pages that the framework builds for its own errors; under their own address they would answer with a 5xx. */
const ERROR_PAGES = /^\/_global-error(?=[/?]|$)/;

/**
 * The address of a request as the rest of the portal may read it: a path that is valid UTF-8 without control characters, a query whose
 * control characters are U+FFFD (as in lib/domain/clean-text.ts). Null: the path cannot be read at all.
 * `url` is the path and query as they came.
 */
export function readAddress(url: string): string | null {
  const start = url.indexOf("?");
  const path = start === -1 ? url : url.slice(0, start);
  if (!isReadable(path)) return null;
  const known = path.replace(ERROR_PAGES, "/_not-found");
  return start === -1 ? known : known + url.slice(start).replace(CONTROL, REPLACEMENT);
}

function isReadable(path: string): boolean {
  try {
    return !/[\u0000-\u001f\u007f]/.test(decodeURIComponent(path));
  } catch {
    return false;
  }
}
