import { cleanText } from "@/lib/domain/clean-text";
import { parseJson } from "@/lib/domain/parse-json";

/** A callback that is meant to be JSON and cannot be read as such; `message` says why, for a person. */
export class CallbackFormError extends Error {
  override name = "CallbackFormError";
}

/**
 * A callback's raw text as data: JSON, or the names and values of a query or form, where a name that comes twice has a list. Anything
 * else stays text. The content type that a carrier names is not needed, and often wrong. Throws CallbackFormError.
 */
export function parseCallback(raw: string): unknown {
  const text = raw.replace(/^\uFEFF/, "").trim();
  if (/^[[{"]/.test(text)) return parseJsonText(text);
  return /^[^\s<>=&]+=/.test(text) ? parseForm(text) : text;
}

function parseJsonText(text: string): unknown {
  try {
    return parseJson(text);
  } catch (cause) {
    const reason = cause instanceof RangeError ? "Its JSON is nested too deeply." : "It is not valid JSON.";
    throw new CallbackFormError(reason, { cause });
  }
}

function parseForm(text: string): Readonly<Record<string, string | string[]>> {
  const form = new URLSearchParams(text);
  return Object.fromEntries(
    [...new Set(form.keys())].map((name) => {
      const values = form.getAll(name).map(cleanText);
      return [cleanText(name), values.length === 1 ? (values[0] ?? "") : values];
    }),
  );
}
