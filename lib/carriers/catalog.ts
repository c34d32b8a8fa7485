import type { ErrorDescription } from "./carrier";

/** The meaning of a code together with this text. */
export type CatalogEntry = ErrorDescription & { codes: readonly string[]; text: RegExp };

type Explanation = Pick<ErrorDescription, "meaning" | "action" | "isRetryable"> & { mayHaveHappened?: boolean };

/** `codes`: separated by spaces. */
export const entry = (codes: string, text: RegExp, explanation: Explanation): CatalogEntry => ({
  codes: codes.split(" "),
  text,
  mayHaveHappened: false,
  ...explanation,
});

export const OUR_FAULT = "This is a fault in Tandem. Report it with the reference of the call.";

/** The first match wins. Null where the pair of code and text is not known. */
export function findDescription(catalog: readonly CatalogEntry[], code: string, text: string): ErrorDescription | null {
  const found = catalog.find((one) => one.codes.includes(code) && one.text.test(text));
  if (!found) return null;
  const { meaning, action, isRetryable, mayHaveHappened } = found;
  return { meaning, action, isRetryable, mayHaveHappened };
}
