"use client";

import { CircleHelp, CircleSlash, CircleX, MoveRight } from "lucide-react";
import { PREFLIGHT_LABELS } from "@/lib/domain/labels";
import { PREFLIGHT_OUTCOMES, type PreflightOutcome } from "@/lib/domain/preflight";
import type { UploadVerdictGroup } from "@/lib/domain/uploads/upload-view";
import { TelephoneNumber } from "../number";
import { Checkbox } from "../ui/checkbox";
import { cx } from "../ui/cx";
import { formatCount, formatNoun } from "../ui/format";
import { TextLink } from "../ui/link";

const LOOKS = {
  change: { icon: MoveRight, text: "text-accent" },
  same: { icon: CircleSlash, text: "text-neutral" },
  fail: { icon: CircleX, text: "text-bad" },
  unknown: { icon: CircleHelp, text: "text-unknown" },
} as const satisfies Record<PreflightOutcome, unknown>;

/** The dry run: four outcomes that add up to the ready rows, then each reason with its rows, to include or leave out. */
export function VerdictGroups({
  uploadId,
  groups,
  isIncluded,
  onToggle,
  isReadOnly,
}: {
  uploadId: string;
  groups: readonly UploadVerdictGroup[];
  isIncluded: (code: string, byDefault: boolean) => boolean;
  onToggle: (code: string, to: boolean) => void;
  isReadOnly: boolean;
}) {
  const count = (outcome: PreflightOutcome) =>
    groups.filter((group) => group.outcome === outcome).reduce((sum, { rows }) => sum + rows, 0);
  return (
    <div className="flex flex-col gap-3">
      <dl className="grid grid-cols-2 gap-x-6 gap-y-3 sm:flex sm:flex-wrap sm:gap-x-8">
        {PREFLIGHT_OUTCOMES.map((outcome) => {
          const { icon: Icon, text } = LOOKS[outcome];
          return (
            <div key={outcome} className="flex flex-col">
              <dt className="order-2 text-xs text-muted">{PREFLIGHT_LABELS[outcome]}</dt>
              <dd
                className={cx(
                  "flex items-center gap-1.5 text-2xl font-semibold tabular-nums",
                  count(outcome) === 0 ? "text-faint" : text,
                )}
              >
                <Icon aria-hidden className="size-4 shrink-0" />
                {formatCount(count(outcome))}
              </dd>
            </div>
          );
        })}
      </dl>
      <ul className="divide-y divide-line overflow-hidden rounded-lg border border-line bg-surface">
        {groups.map((group) => {
          const { icon: Icon, text } = LOOKS[group.outcome];
          const isIn = isIncluded(group.code, group.isIncluded);
          return (
            <li key={group.code} className={cx("px-3 py-2.5", !isIn && "bg-sunken")}>
              <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-1">
                <p className="flex min-h-6 flex-wrap items-center gap-x-1.5 text-sm">
                  <Icon aria-hidden className={cx("size-3.5 shrink-0", text)} />
                  <strong className="font-semibold text-ink">{group.title}</strong>
                  <span className="text-muted tabular-nums">{formatCount(group.rows)}</span>
                </p>
                <Checkbox
                  label={<span className="text-xs text-muted">Include</span>}
                  aria-label={`Include: ${group.title}, ${formatNoun(group.rows, "row")}`}
                  checked={isIn}
                  disabled={isReadOnly}
                  onChange={() => onToggle(group.code, !isIn)}
                />
              </div>
              <p className="max-w-[80ch] text-xs text-pretty text-muted">
                <span className={cx("inline-block first-letter:uppercase", text)}>
                  {PREFLIGHT_LABELS[group.outcome]}.
                </span>{" "}
                {group.explanation}
              </p>
              <p className="mt-1 flex flex-wrap items-center gap-x-3 text-xs text-muted">
                {group.examples.slice(0, 3).map((number) => (
                  <TelephoneNumber key={number} e164={number} isLink />
                ))}
                <TextLink href={`/uploads/${uploadId}/check?verdict=${encodeURIComponent(group.code)}`}>
                  Show {group.rows === 1 ? "the row" : `all ${formatNoun(group.rows, "row")}`}
                </TextLink>
              </p>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
