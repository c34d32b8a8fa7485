"use client";

import { Combobox } from "@/components/inventory/combobox";
import { useInventoryQuery } from "@/components/inventory/use-inventory-query";
import { useSettled } from "@/components/inventory/use-settled";
import { formatCount } from "@/components/ui/format";
import type { RateCenterChoice } from "@/lib/services/inventory/list-rate-centers";

/** Rate centers with numbers on offer, within the state or area code chosen beside it. */
export function RateCenterField({
  accountId,
  state,
  npa,
  text,
  onText,
}: {
  accountId: string;
  state: string;
  npa: string | undefined;
  text: string;
  onText: (text: string) => void;
}) {
  const settled = useSettled(text.trim());
  const { data, error, isFetching } = useInventoryQuery<RateCenterChoice[]>(
    "rate-centers",
    settled.length >= 2 || state !== "" || npa !== undefined ? { accountId, text: settled, state, npa } : null,
    { isKept: true, staleTime: 600_000 },
  );
  const place = state || (npa === undefined ? "" : `area code ${npa}`);
  const options = (data ?? []).map((choice) => ({
    value: choice.rateCenter,
    label: choice.state === null || state !== "" ? choice.rateCenter : `${choice.rateCenter}, ${choice.state}`,
    detail: formatCount(choice.count),
  }));
  const emptyWords =
    error === null
      ? settled.length >= 2 || place !== ""
        ? `No rate center${place === "" ? "" : ` in ${place}`} with numbers on offer begins so.`
        : "Type two letters, or choose a state first."
      : `The list could not be read (${error.message}) The name can be typed.`;
  return (
    <Combobox
      label="Rate center"
      placeholder="Any, such as HACKENSACK"
      text={text}
      options={options}
      isLoading={isFetching}
      emptyWords={emptyWords}
      onText={onText}
      onPick={(option) => onText(option.value)}
    />
  );
}
