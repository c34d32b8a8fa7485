/**
 * Text as it comes from outside (a carrier's reply, a callback, a file, an address, a form), without what PostgreSQL and JSON refuse:
 * NUL, other control characters except tab and line ends, and halves of surrogate pairs become U+FFFD. The six characters `\u0000`
 * are ordinary text and stay.
 */
export const cleanText = (text: string): string => text.replace(REFUSED, "\uFFFD");

const REFUSED =
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

/** The same for every text and key within parsed JSON or XML. */
export function cleanValue(value: unknown): unknown {
  if (typeof value === "string") return cleanText(value);
  if (Array.isArray(value)) return value.map(cleanValue);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [cleanText(key), cleanValue(inner)]));
}
