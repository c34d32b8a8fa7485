import { formatCount, formatNoun } from "@/components/ui/format";
import type { TextingCounts } from "@/lib/domain/customer";

/** The answer of a customer's page: "38 of 41 numbers can text, 3 cannot". */
export function describeCustomer(numbers: number, { can, cannot, unknown }: TextingCounts): string {
  if (numbers === 0) return "No numbers yet";
  if (can === null) return `${formatNoun(numbers, "number")}, ${formatCount(cannot)} cannot text`;
  const first =
    can === numbers
      ? numbers === 1
        ? "The number can text"
        : `All ${formatCount(numbers)} numbers can text`
      : `${formatCount(can)} of ${formatNoun(numbers, "number")} can text`;
  const rest = [cannot > 0 && `${formatCount(cannot)} cannot`, unknown && `${formatCount(unknown)} not known`];
  return [first, ...rest.filter(Boolean)].join(", ");
}
