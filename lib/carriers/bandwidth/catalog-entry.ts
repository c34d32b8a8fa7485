import type { ErrorDescription } from "../carrier";

/** The meaning of a code together with this text. */
export type CatalogEntry = ErrorDescription & { codes: readonly string[]; text: RegExp };

type Explanation = Pick<ErrorDescription, "meaning" | "action"> & { isRetryable: boolean; mayHaveHappened?: boolean };

/** `codes`: separated by spaces. */
export const entry = (codes: string, text: RegExp, explanation: Explanation): CatalogEntry => ({
  codes: codes.split(" "),
  text,
  mayHaveHappened: false,
  ...explanation,
});

export const SUPPORT = "Open a ticket with Bandwidth and attach the order ID.";
export const TRY_AGAIN = "Try again. If it fails again, open a ticket with Bandwidth and attach the order ID.";
export const OUR_FAULT = "This is a fault in Tandem. Report it with the reference of the call.";
