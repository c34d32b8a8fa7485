/**
 * Text as it comes from outside (a carrier's reply, a callback, a file, an address, a form), without what PostgreSQL and JSON refuse:
 * NUL, other control characters except tab and line ends, and halves of surrogate pairs become U+FFFD. The six characters `\u0000`
 * are ordinary text and stay.
 */
export const cleanText = (text: string): string => text.replace(REFUSED, "\uFFFD");

const REFUSED =
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u0084\u0086-\u009F]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

/** Levels of nesting that outside data may have; no contract of a carrier comes near. */
export const MAX_DEPTH = 100;

/**
 * The same for every text and key within parsed JSON, XML or form input; dates, files and other objects with a class of their own
 * are returned as they are. Throws RangeError for data nested more than `MAX_DEPTH` levels deep.
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

/** The first `most` characters (UTF-16 units), never half of a surrogate pair. */
export function cutText(text: string, most: number): string {
  const cut = text.slice(0, most);
  return cut.length < text.length && /[\uD800-\uDBFF]$/.test(cut) ? cut.slice(0, -1) : cut;
}
