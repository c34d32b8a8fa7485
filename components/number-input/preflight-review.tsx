"use client";

import { RouteLink } from "../ui/route-link";
import { formatNational } from "@/lib/domain/phone-number";
import { PREFLIGHT_LABELS } from "@/lib/domain/labels";
import { countOutcomes, PREFLIGHT_OUTCOMES, type Preflight, type PreflightGroup } from "@/lib/domain/preflight";
import { OUTCOME_LOOKS, VerdictHead } from "../numbers/verdict-head";
import { CopyButton } from "../ui/copy-button";
import { cx } from "../ui/cx";
import { formatCount, formatNoun } from "../ui/format";

const SHOWN = 200;

/** What the preview expects: the four outcomes that add up, then each reason with its numbers, to include or leave out. */
export function PreflightReview({
  preflight,
  included,
  onToggle,
}: {
  preflight: Preflight;
  included: ReadonlySet<string>;
  onToggle: (code: string) => void;
}) {
  const counts = countOutcomes(preflight.groups);
  const total = PREFLIGHT_OUTCOMES.reduce((sum, outcome) => sum + counts[outcome], 0);
  return (
    <div className="flex flex-col gap-3" aria-live="polite">
      <p className="text-sm text-muted">
        <strong className="font-semibold text-ink">{formatNoun(total, "number")}</strong> checked against what we know;
        nothing was sent.
      </p>
      <dl className="grid grid-cols-4 gap-px overflow-hidden rounded-md border border-line bg-line">
        {PREFLIGHT_OUTCOMES.map((outcome) => {
          const { icon: Icon, text } = OUTCOME_LOOKS[outcome];
          const isNone = counts[outcome] === 0;
          return (
            <div key={outcome} className="flex flex-col bg-surface px-2.5 py-2">
              <dt className="order-2 text-xs text-muted">{PREFLIGHT_LABELS[outcome]}</dt>
              <dd
                className={cx(
                  "flex items-center gap-1.5 text-lg font-semibold tabular-nums",
                  isNone ? "text-faint" : text,
                )}
              >
                <Icon aria-hidden className="size-4 shrink-0" />
                {formatCount(counts[outcome])}
              </dd>
            </div>
          );
        })}
      </dl>
      <ul className="flex flex-col gap-2">
        {preflight.groups.map((group) => (
          <li key={group.code}>
            <GroupCard group={group} isIncluded={included.has(group.code)} onToggle={() => onToggle(group.code)} />
          </li>
        ))}
      </ul>
      {preflight.notes.map((note) => (
        <p
          key={note.code}
          className="rounded-md border border-pending-line bg-pending-soft px-2.5 py-1.5 text-xs text-ink"
        >
          <strong>{formatCount(note.count)}</strong> {note.message}
        </p>
      ))}
    </div>
  );
}

function GroupCard({
  group,
  isIncluded,
  onToggle,
}: {
  group: PreflightGroup;
  isIncluded: boolean;
  onToggle: () => void;
}) {
  return (
    <div className={cx("rounded-md border border-line px-2.5 py-2", isIncluded ? "bg-surface" : "bg-sunken")}>
      <VerdictHead
        group={group}
        count={group.numbers.length}
        noun="number"
        isIncluded={isIncluded}
        isNarrow
        onToggle={onToggle}
      />
      {group.orders.length > 0 && (
        <p className="mt-1 text-xs text-muted">
          {group.orders.length === 1 ? "Order" : "Orders"}{" "}
          {group.orders.slice(0, 5).map((order, index) => (
            <span key={order.id}>
              {index > 0 && ", "}
              <RouteLink
                href={`/orders/${order.id}`}
                className="font-mono text-accent underline-offset-2 hover:underline"
              >
                {order.ref}
              </RouteLink>
            </span>
          ))}
          {group.orders.length > 5 && ` and ${formatCount(group.orders.length - 5)} more`}
        </p>
      )}
      <details className="mt-1">
        <summary className="w-fit text-xs font-medium text-accent">Show the numbers</summary>
        <div className="mt-1 flex items-start gap-2">
          <ul className="max-h-40 min-w-0 flex-1 overflow-y-auto font-mono text-xs text-ink">
            {group.numbers.slice(0, SHOWN).map((number) => (
              <li key={number}>{formatNational(number)}</li>
            ))}
            {group.numbers.length > SHOWN && (
              <li className="font-sans text-muted">and {formatCount(group.numbers.length - SHOWN)} more</li>
            )}
          </ul>
          <CopyButton text={group.numbers.join("\n")} what={formatNoun(group.numbers.length, "number")} />
        </div>
      </details>
    </div>
  );
}
