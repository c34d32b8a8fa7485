/**
 * Replaces what PostgreSQL and JSON reject in text from outside with U+FFFD: NUL, control characters except tab and line
 * breaks, and lone surrogates. The six characters `\u0000` are ordinary text and stay.
 */
export const cleanText = (text: string): string => text.replace(REFUSED, "\uFFFD");

const REFUSED =
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u0084\u0086-\u009F]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

/** Maximum nesting of outside data; no carrier contract comes close. */
export const MAX_DEPTH = 100;

/**
 * Cleans every string and key in parsed JSON, XML or form input. Dates, files and other class instances are returned as is.
 * Throws RangeError for data nested deeper than `MAX_DEPTH` levels.
 */
export const cleanValue = (value: unknown): unknown => cleanLevel(value, 0);

function cleanLevel(value: unknown, depth: number): unknown {
  if (typeof value === "string") return cleanText(value);
  if (typeof value !== "object" || value === null) return value;
  if (depth >= MAX_DEPTH) throw new RangeError("nested too deeply");
  if (Array.isArray(value)) return value.map((inner) => cleanLevel(inner, depth + 1));
  if (!isPlain(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [cleanText(key), cleanLevel(inner, depth + 1)]),
  );
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** The first `max` characters (UTF-16 units), never splitting a surrogate pair. */
export function cutText(text: string, max: number): string {
  const cut = text.slice(0, max);
  return cut.length < text.length && /[\uD800-\uDBFF]$/.test(cut) ? cut.slice(0, -1) : cut;
}
