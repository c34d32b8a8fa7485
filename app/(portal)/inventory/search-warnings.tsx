"use client";

import { Ban, TriangleAlert } from "lucide-react";
import { useInventoryQuery } from "@/components/inventory/use-inventory-query";
import { useSettled } from "@/components/inventory/use-settled";
import type { SearchWarning } from "@/lib/domain/geography-search";

type Combination = { npa?: string; state: string; lata: string; rateCenter: string };

/** What does not fit together in a search that is still being written. The tables it is judged by are too large for the browser. */
export function useSearchWarnings(combination: Combination): {
  warnings: readonly SearchWarning[];
  impossible: string | null;
} {
  const settled = useSettled(JSON.stringify(combination));
  const params = JSON.parse(settled) as Combination;
  const given = Object.values(params).filter((value) => value !== "").length;
  const { data } = useInventoryQuery<SearchWarning[]>("warnings", given > 0 ? params : null, { staleTime: Infinity });
  const isCurrent = settled === JSON.stringify(combination);
  const warnings = (isCurrent && data) || [];
  const impossible = warnings.find(({ severity }) => severity === "impossible")?.message ?? null;
  return { warnings, impossible };
}

export function SearchWarnings({ warnings }: { warnings: readonly SearchWarning[] }) {
  return (
    <div aria-live="polite" className="flex flex-col gap-1 empty:hidden">
      {warnings.map(({ severity, message }) => (
        <p key={message} className="flex items-start gap-1.5 text-sm text-ink">
          {severity === "impossible" ? (
            <Ban aria-hidden className="mt-0.5 size-4 shrink-0 text-bad" />
          ) : (
            <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-pending" />
          )}
          <span>
            <strong className="font-medium">{severity === "impossible" ? "Cannot be found." : "Unlikely."}</strong>{" "}
            {message}
          </span>
        </p>
      ))}
    </div>
  );
}
