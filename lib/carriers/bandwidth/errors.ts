import type { ErrorDescription } from "../carrier";
import { ACCOUNT_ERRORS } from "./catalogue-account";
import type { CatalogueEntry } from "./catalogue-entry";
import { MESSAGING_ERRORS } from "./catalogue-messaging";
import { NUMBER_ERRORS } from "./catalogue-numbers";

/**
 * Bandwidth's published error table, those that our calls can meet. Its codes are not unique between families, and its own examples
 * pair some with other texts (25000's text under 5081, 5124's under 13552): an entry fits only where code and text fit together. The
 * first that fits wins.
 */
export const CATALOGUE: readonly CatalogueEntry[] = [...NUMBER_ERRORS, ...ACCOUNT_ERRORS, ...MESSAGING_ERRORS];

export function describeBandwidthError(code: string, text: string): ErrorDescription | null {
  const entry = CATALOGUE.find((one) => one.codes.includes(code) && one.text.test(text));
  if (!entry) return null;
  const { meaning, action, isRetryable, mayHaveHappened } = entry;
  return { meaning, action, isRetryable, mayHaveHappened };
}
