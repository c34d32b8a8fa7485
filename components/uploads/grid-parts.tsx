"use client";

import { ChevronLeft, ChevronRight } from "lucide-react";
import { Button } from "../ui/button";
import { formatCount } from "../ui/format";

/** Browsers limit an element's height: a scrolling area holds so many rows. */
export const PART_ROWS = 200_000;

/** Which part of the rows is shown, where there are several. */
export function GridParts({
  total,
  part,
  onChange,
}: {
  total: number;
  part: number;
  onChange: (part: number) => void;
}) {
  const last = Math.max(0, Math.ceil(total / PART_ROWS) - 1);
  if (last === 0) return null;
  const to = Math.min(total, (part + 1) * PART_ROWS);
  return (
    <nav aria-label="Parts of the rows" className="flex items-center justify-between gap-4">
      <p className="text-xs text-muted tabular-nums" aria-live="polite">
        Rows {formatCount(part * PART_ROWS + 1)} to {formatCount(to)} of {formatCount(total)}
      </p>
      <div className="flex gap-2">
        <Button size="sm" icon={<ChevronLeft aria-hidden />} disabled={part === 0} onClick={() => onChange(part - 1)}>
          Previous
        </Button>
        <Button size="sm" disabled={part >= last} onClick={() => onChange(part + 1)}>
          Next
          <ChevronRight aria-hidden />
        </Button>
      </div>
    </nav>
  );
}
