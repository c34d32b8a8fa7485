import { z } from "zod";
import { one, threeDigits } from "./address-field";
import { findState } from "./geography";

export const COVERAGE_LEVELS = ["state", "rateCenter", "npaNxx", "block"] as const;
export type CoverageLevel = (typeof COVERAGE_LEVELS)[number];

/** Rows of one page. */
export const COVERAGE_PAGE = 100;

/** What a coverage table shows. Every field has a fallback, so an invalid URL shows the states. */
export const coverageQuery = z
  .object({
    by: z.enum(COVERAGE_LEVELS).catch("state"),
    state: one(z.string().transform((text) => findState(text)?.code)),
    npa: threeDigits,
    nxx: threeDigits,
    lata: threeDigits,
    rateCenter: one(z.string().max(60).toUpperCase()),
    sort: z.enum(["place", "-place", "count", "-count"]).catch("-count"),
    /** How many rows precede the first one shown. */
    after: z.coerce.number().int().min(0).max(1_000_000).catch(0),
    /** The page that ends before this row; takes precedence over `after`. */
    before: z.coerce.number().int().min(1).max(1_000_000).optional().catch(undefined),
  })
  .transform(({ before, after, ...query }) => ({
    ...query,
    after: before === undefined ? after : Math.max(0, before - COVERAGE_PAGE),
  }));
export const COVERAGE_FILTERS = ["npa", "rateCenter", "lata", "state", "nxx"] as const;
export type CoverageFilterName = (typeof COVERAGE_FILTERS)[number];
export const COVERAGE_FILTER_LABELS = {
  npa: "area code",
  rateCenter: "rate center",
  lata: "LATA",
  state: "state",
  nxx: "exchange",
} as const satisfies Record<CoverageFilterName, string>;
export type CoverageQuery = z.output<typeof coverageQuery>;

/** A place and how many numbers are available there. Fields that do not apply at this level are null. */
export type CoveragePlace = {
  state: string | null;
  rateCenter: string | null;
  lata: string | null;
  npa: string | null;
  nxx: string | null;
  block: string | null;
  count: number;
};
