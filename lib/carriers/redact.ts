const MASK = "[redacted]";
const SECRET_FIELD =
  /^(api_?key|authorization|cookie|set-cookie|pass(word|wd)?|secret|token|access_token|user_?name|signature)$/i;
const LOOSE_JSON_FIELD =
  /("(?:api_?key|pass(?:word|wd)?|secret|token|access_token|user_?name|signature)"\s*:\s*)("(?:[^"\\]|\\.)*"?|[^\s,}\]]+)/gi;
const QUERY_FIELD = /([?&](?:api_?key|password|secret|token|username)=)[^&#]*/gi;

/** Hides secrets by field name wherever they stand, and by value where a carrier echoes one in running text. */
export function createRedactor(secretValues: readonly string[]) {
  const values = [...new Set(secretValues.filter((value) => value.length >= 4).flatMap(listSpellings))].sort(
    (a, b) => b.length - a.length,
  );
  const hideValues = (text: string) => values.reduce((out, value) => out.replaceAll(value, MASK), text);

  const redactHeaders = (headers: Readonly<Record<string, string>>) =>
    Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name, SECRET_FIELD.test(name) ? MASK : hideValues(value)]),
    );

  const redactUrl = (url: string) =>
    hideValues(url.replace(/\/\/[^/@]*@/, `//${MASK}@`).replace(QUERY_FIELD, `$1${MASK}`));

  const redactText = (text: string) => hideValues(redactJson(text) ?? text.replace(LOOSE_JSON_FIELD, `$1"${MASK}"`));

  return { redactHeaders, redactUrl, redactText };
}

/** As it stands, inside JSON, inside XML and inside an address. */
const listSpellings = (value: string) => [
  value,
  JSON.stringify(value).slice(1, -1),
  value.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;"),
  encodeURIComponent(value),
];

function redactJson(text: string): string | null {
  if (!/^\s*[[{]/.test(text)) return null;
  try {
    return JSON.stringify(JSON.parse(text), (key, value: unknown) =>
      SECRET_FIELD.test(key) && value !== null && value !== undefined ? MASK : value,
    );
  } catch {
    return null;
  }
}
