import { CircleHelp, CircleSlash, CircleX, MoveRight } from "lucide-react";
import { PREFLIGHT_LABELS } from "@/lib/domain/labels";
import type { PreflightOutcome } from "@/lib/domain/preflight";
import { Checkbox } from "../ui/checkbox";
import { cx } from "../ui/cx";
import { formatCount, formatNoun } from "../ui/format";

export const OUTCOME_LOOKS = {
  change: { icon: MoveRight, text: "text-accent" },
  same: { icon: CircleSlash, text: "text-neutral" },
  fail: { icon: CircleX, text: "text-bad" },
  unknown: { icon: CircleHelp, text: "text-unknown" },
} as const satisfies Record<PreflightOutcome, unknown>;

/** A reason of the dry run: what is expected of how many, and whether they are part of the order. */
export function VerdictHead({
  group: { title, outcome, explanation },
  count,
  noun,
  isIncluded,
  isReadOnly = false,
  isNarrow = false,
  onToggle,
}: {
  group: { title: string; outcome: PreflightOutcome; explanation: string };
  count: number;
  noun: string;
  isIncluded: boolean;
  isReadOnly?: boolean;
  isNarrow?: boolean;
  onToggle: () => void;
}) {
  const { icon: Icon, text } = OUTCOME_LOOKS[outcome];
  return (
    <>
      <div className={cx("flex items-start justify-between", isNarrow ? "gap-2" : "flex-wrap gap-x-4 gap-y-1")}>
        <p className="flex min-h-6 flex-wrap items-center gap-x-1.5 text-sm">
          <Icon aria-hidden className={cx("size-3.5 shrink-0", text)} />
          <strong className="font-semibold text-ink">{title}</strong>
          <span className="text-muted tabular-nums">{formatCount(count)}</span>
        </p>
        <Checkbox
          label={<span className="text-xs text-muted">Include</span>}
          aria-label={`Include: ${title}, ${formatNoun(count, noun)}`}
          checked={isIncluded}
          disabled={isReadOnly}
          onChange={onToggle}
        />
      </div>
      <p className="max-w-[80ch] text-xs text-pretty text-muted">
        <span className={cx("inline-block first-letter:uppercase", text)}>{PREFLIGHT_LABELS[outcome]}.</span>{" "}
        {explanation}
      </p>
    </>
  );
}
