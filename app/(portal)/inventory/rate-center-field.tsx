"use client";

import { Combobox } from "@/components/inventory/combobox";
import type { RateCenters } from "./use-rate-centers";

/** One of the rate centers that have numbers on offer. */
export function RateCenterField({
  rateCenters,
  text,
  isLabelHidden,
  onText,
  onPick = onText,
}: {
  rateCenters: RateCenters;
  text: string;
  isLabelHidden?: boolean;
  onText: (text: string) => void;
  onPick?: (rateCenter: string) => void;
}) {
  return (
    <Combobox
      label="Rate center"
      isLabelHidden={isLabelHidden}
      placeholder={isLabelHidden ? "Rate center" : "Any, such as HACKENSACK"}
      text={text}
      {...rateCenters}
      onText={onText}
      onPick={(option) => onPick(option.value)}
    />
  );
}
