import { z } from "zod";
import { findState } from "./geography";

export const COVERAGE_LEVELS = ["state", "rateCenter", "npaNxx", "block"] as const;
export type CoverageLevel = (typeof COVERAGE_LEVELS)[number];

const blankToUndefined = (value: unknown) =>
  typeof value === "string" && value.trim() !== "" ? value.trim() : undefined;

/** Rows of one page. */
export const COVERAGE_PAGE = 100;

/** What a coverage table shows. Every field has a fallback, so an invalid URL shows the states. */
export const coverageQuery = z
  .object({
    by: z.enum(COVERAGE_LEVELS).catch("state"),
    state: z.preprocess(
      blankToUndefined,
      z
        .string()
        .transform((text) => findState(text)?.code)
        .optional()
        .catch(undefined),
    ),
    npa: z.preprocess(
      blankToUndefined,
      z
        .string()
        .regex(/^\d{3}$/)
        .optional()
        .catch(undefined),
    ),
    nxx: z.preprocess(
      blankToUndefined,
      z
        .string()
        .regex(/^\d{3}$/)
        .optional()
        .catch(undefined),
    ),
    lata: z.preprocess(
      blankToUndefined,
      z
        .string()
        .regex(/^\d{3}$/)
        .optional()
        .catch(undefined),
    ),
    rateCenter: z.preprocess(blankToUndefined, z.string().max(60).toUpperCase().optional().catch(undefined)),
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
