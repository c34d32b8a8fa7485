import type { CoverageLevel } from "@/lib/domain/coverage-query";

export const PLACE_NOUNS = {
  state: ["state", "states"],
  rateCenter: ["rate center", "rate centers"],
  npaNxx: ["exchange", "exchanges"],
  block: ["block", "blocks"],
} as const satisfies Record<CoverageLevel, readonly [string, string]>;
