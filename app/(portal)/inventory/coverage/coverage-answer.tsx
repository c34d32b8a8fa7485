import { formatNoun } from "@/components/ui/format";
import type { CoverageLevel } from "@/lib/domain/coverage-query";
import { AppError } from "@/lib/domain/errors";
import type { CoverageOutcome } from "./read-coverage";
import { PLACE_NOUNS } from "./place-nouns";

/** How many numbers are on offer, and in how many places. */
export async function CoverageAnswer({
  outcome,
  by,
  carrierLabel,
}: {
  outcome: CoverageOutcome;
  by: CoverageLevel;
  carrierLabel: string;
}) {
  const { list, error } = await outcome;
  if (!list)
    return error instanceof AppError && error.code === "INVALID_INPUT" ? (
      "Choose a place first"
    ) : (
      <span className="text-bad">{carrierLabel} could not be read</span>
    );
  const { numbers, places } = list.total;
  const [one, many] = PLACE_NOUNS[by];
  if (places === 0) return "Nothing on offer here";
  return `${formatNoun(numbers, "number")} on offer in ${formatNoun(places, one, many)}`;
}
