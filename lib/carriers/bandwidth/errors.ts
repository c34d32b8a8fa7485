import { type CatalogEntry, findDescription } from "../catalog";
import { ACCOUNT_ERRORS } from "./catalog-account";
import { MESSAGING_ERRORS } from "./catalog-messaging";
import { NUMBER_ERRORS } from "./catalog-numbers";

/**
 * Bandwidth's published errors that our calls can get. Its codes are not unique across families, and its examples pair some
 * with other texts, so an entry matches only by code and text. The first match wins.
 */
export const CATALOG: readonly CatalogEntry[] = [...NUMBER_ERRORS, ...ACCOUNT_ERRORS, ...MESSAGING_ERRORS];

export const describeBandwidthError = (code: string, text: string) => findDescription(CATALOG, code, text);
