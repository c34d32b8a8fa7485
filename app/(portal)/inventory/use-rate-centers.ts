"use client";

import type { ComboboxOption } from "@/components/inventory/combobox";
import { useInventoryQuery } from "@/components/inventory/use-inventory-query";
import { useSettled } from "@/components/inventory/use-settled";
import { formatCount } from "@/components/ui/format";
import { describeUnknownRateCenter } from "@/lib/domain/nearest-names";
import type { RateCenterChoice, RateCenterList } from "@/lib/services/inventory/list-rate-centers";

const LEAST_LETTERS = 2;

export type RateCenters = {
  options: ComboboxOption[];
  isLoading: boolean;
  emptyMessage: string;
  /** Why the text cannot be searched for; null where it can, where it is not known yet, and where the list cannot be read. */
  refusal: string | null;
};

/** The rate centers with numbers on offer that fit what is typed, within the state or the area code chosen beside it. */
export function useRateCenters({
  accountId,
  state,
  npa,
  text,
}: {
  accountId: string;
  state: string;
  npa: string | undefined;
  text: string;
}): RateCenters {
  const typed = text.trim().toUpperCase();
  const settled = useSettled(typed);
  const isNarrowed = state !== "" || npa !== undefined;
  const isAsked = settled.length >= LEAST_LETTERS || isNarrowed;
  const { data, error, isFetching } = useInventoryQuery<RateCenterList>(
    "rate-centers",
    isAsked ? { accountId, text: settled, state, npa } : null,
    { isKept: true, staleTime: 600_000 },
  );
  const isLoading = settled !== typed || (isAsked && isFetching);
  const place = state !== "" ? `in ${state}` : npa === undefined ? "" : `in area code ${npa}`;
  // What came for a shorter text is narrowed at once, so that the first option always fits what is typed.
  const fitting = typed === "" || isAsked ? (data?.choices ?? []).filter((one) => one.rateCenter.includes(typed)) : [];
  const rank = ({ rateCenter }: RateCenterChoice) => (rateCenter === typed ? 0 : rateCenter.startsWith(typed) ? 1 : 2);
  const choices = fitting.toSorted((one, other) => rank(one) - rank(other));
  const isKnown = choices[0]?.rateCenter === typed;

  const refuse = (): string | null => {
    if (typed === "" || isLoading || isKnown || error !== null) return null;
    if (!isAsked) return `${typed} is no rate center. Type two letters at least, or choose a state first.`;
    const nearest = choices.length > 0 ? choices.slice(0, 3) : (data?.nearest ?? []);
    return describeUnknownRateCenter(typed, nearest, place);
  };
  return {
    options: choices.map(({ rateCenter, state: home, count }) => ({
      value: rateCenter,
      label: home === null || state !== "" ? rateCenter : `${rateCenter}, ${home}`,
      detail: formatCount(count),
    })),
    isLoading,
    refusal: refuse(),
    emptyMessage:
      error !== null
        ? `The list could not be read (${error.message}) The name can be typed.`
        : (refuse() ?? "Type two letters, or choose a state first."),
  };
}
