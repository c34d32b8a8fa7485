"use client";

import { PREFLIGHT_LABELS } from "@/lib/domain/labels";
import { PREFLIGHT_OUTCOMES, type PreflightOutcome } from "@/lib/domain/preflight";
import type { UploadVerdictGroup } from "@/lib/domain/uploads/upload-view";
import { TelephoneNumber } from "../number";
import { OUTCOME_LOOKS, VerdictHead } from "../numbers/verdict-head";
import { cx } from "../ui/cx";
import { formatCount, formatNoun } from "../ui/format";
import { TextLink } from "../ui/link";

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
          const { icon: Icon, text } = OUTCOME_LOOKS[outcome];
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
          const isIn = isIncluded(group.code, group.isIncluded);
          return (
            <li key={group.code} className={cx("px-3 py-2.5", !isIn && "bg-sunken")}>
              <VerdictHead
                group={group}
                count={group.rows}
                noun="row"
                isIncluded={isIn}
                isReadOnly={isReadOnly}
                onToggle={() => onToggle(group.code, !isIn)}
              />
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
