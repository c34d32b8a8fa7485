import { z } from "zod";
import { MAX_NUMBERS_PER_ORDER } from "./order-input";
import { phoneNumber, type PhoneNumber } from "./phone-number";

/** What a dry run expects of a number, from what the database knows. The carrier has the last word. */
export const PREFLIGHT_OUTCOMES = ["change", "same", "fail", "unknown"] as const;
export type PreflightOutcome = (typeof PREFLIGHT_OUTCOMES)[number];

/** Why a number is expected to go one way. `isIncluded`: whether it is part of the order unless a person decides otherwise. */
export type PreflightVerdict = {
  outcome: PreflightOutcome;
  code: string;
  title: string;
  explanation: string;
  isIncluded: boolean;
};

/** All numbers with the same verdict, in input order; `orders` are the open ones that the verdict speaks of. */
export type PreflightGroup = PreflightVerdict & {
  numbers: PhoneNumber[];
  orders: { id: string; ref: string }[];
};

/** Something to know that decides nothing: "12 toll-free numbers: may take a day". */
export type PreflightNote = { code: string; message: string; count: number };

/** Every number asked about is in exactly one group. */
export type Preflight = { groups: PreflightGroup[]; notes: PreflightNote[] };

export const preflightInput = z.object({
  accountId: z.uuid(),
  numbers: z
    .array(phoneNumber)
    .min(1, "Give at least one number.")
    .max(MAX_NUMBERS_PER_ORDER, `At most ${MAX_NUMBERS_PER_ORDER.toLocaleString("en-US")} numbers in one order.`),
});

/** Collects verdicts into groups: by outcome in the fixed order, then in the order of first appearance. */
export function groupVerdicts(
  entries: Iterable<{ number: PhoneNumber; verdict: PreflightVerdict; order?: { id: string; ref: string } | null }>,
): PreflightGroup[] {
  const byCode = new Map<string, PreflightGroup>();
  const seen = new Set<string>();
  for (const { number, verdict, order } of entries) {
    const known = byCode.get(verdict.code);
    const group = known ?? { ...verdict, numbers: [], orders: [] };
    if (!known) byCode.set(verdict.code, group);
    group.numbers.push(number);
    const mark = order ? `${verdict.code} ${order.id}` : "";
    if (order && !seen.has(mark)) {
      seen.add(mark);
      group.orders.push(order);
    }
  }
  const groups = [...byCode.values()];
  return PREFLIGHT_OUTCOMES.flatMap((outcome) => groups.filter((group) => group.outcome === outcome));
}

/** How many numbers each outcome has. */
export function countOutcomes(groups: readonly PreflightGroup[]): Record<PreflightOutcome, number> {
  const counts = { change: 0, same: 0, fail: 0, unknown: 0 };
  for (const group of groups) counts[group.outcome] += group.numbers.length;
  return counts;
}
