import type { ErrorDescription } from "../carrier";
import { ACCOUNT_ERRORS } from "./catalog-account";
import type { CatalogEntry } from "./catalog-entry";
import { MESSAGING_ERRORS } from "./catalog-messaging";
import { NUMBER_ERRORS } from "./catalog-numbers";

/**
 * Bandwidth's published errors that our calls can get. Its codes are not unique across families, and its examples pair some
 * with other texts, so an entry matches only by code and text. The first match wins.
 */
export const CATALOG: readonly CatalogEntry[] = [...NUMBER_ERRORS, ...ACCOUNT_ERRORS, ...MESSAGING_ERRORS];

export function describeBandwidthError(code: string, text: string): ErrorDescription | null {
  const entry = CATALOG.find((one) => one.codes.includes(code) && one.text.test(text));
  if (!entry) return null;
  const { meaning, action, isRetryable, mayHaveHappened } = entry;
  return { meaning, action, isRetryable, mayHaveHappened };
}
