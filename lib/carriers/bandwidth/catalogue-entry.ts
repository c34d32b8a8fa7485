import type { ErrorDescription } from "../carrier";

/** What a code means where it comes with such a text. */
export type CatalogueEntry = ErrorDescription & { codes: readonly string[]; text: RegExp };

type Words = Pick<ErrorDescription, "meaning" | "action"> & { isRetryable: boolean; mayHaveHappened?: boolean };

/** `codes`: separated by blanks. */
export const entry = (codes: string, text: RegExp, words: Words): CatalogueEntry => ({
  codes: codes.split(" "),
  text,
  mayHaveHappened: false,
  ...words,
});

export const SUPPORT = "Open a ticket with Bandwidth and attach the order's id.";
export const TRY_AGAIN = "Try again; if it stays so, open a ticket with Bandwidth and attach the order's id.";
/** The request was ours to write. */
export const OUR_FAULT = "This is our fault, not yours: report it with the reference of the call.";
