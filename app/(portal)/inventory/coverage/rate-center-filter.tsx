"use client";

import { useState } from "react";
import { useUrlState } from "@/components/data-table/use-url-state";
import type { CoverageQuery } from "@/lib/domain/coverage-query";
import { RateCenterField } from "../rate-center-field";
import { useRateCenters } from "../use-rate-centers";

/** Narrows the coverage to one rate center as soon as one is chosen; an emptied field narrows no more. */
export function RateCenterFilter({ accountId, query }: { accountId: string; query: CoverageQuery }) {
  const { change } = useUrlState();
  const inUrl = query.rateCenter ?? "";
  const [seen, setSeen] = useState(inUrl);
  const [text, setText] = useState(inUrl);
  // Back, or a chip's cross, changed the address: the field follows.
  if (seen !== inUrl) {
    setSeen(inUrl);
    setText(inUrl);
  }
  const rateCenters = useRateCenters({ accountId, state: query.state ?? "", npa: query.npa, text });
  return (
    <div className="w-44">
      <RateCenterField
        isLabelHidden
        rateCenters={rateCenters}
        text={text}
        onText={(typed) => {
          setText(typed);
          if (typed.trim() === "" && inUrl !== "") change({ rateCenter: null }, { isReplacing: true });
        }}
        onPick={(rateCenter) => {
          setText(rateCenter);
          change({ rateCenter });
        }}
      />
    </div>
  );
}
