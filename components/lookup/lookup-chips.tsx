"use client";

import type { ReactNode } from "react";
import { LOOKUP_CAUSES, LOOKUP_GROUP_LABELS } from "@/lib/domain/lookup-answers";
import { type LookupGroups, NO_CARRIER } from "@/lib/domain/lookup-filter";
import type { LookupQuery } from "@/lib/domain/lookup-view";
import type { Tone } from "@/lib/domain/service-state";
import type { UrlChanges } from "../data-table/use-url-state";
import { cx } from "../ui/cx";
import { formatCount } from "../ui/format";
import { TONE_ICONS, TONE_TEXT } from "../ui/tone";

/** The groups of the rows with their counts, problems first; each is a filter in the address. */
export function LookupChips({
  groups,
  query,
  carriers,
  hrefFor,
  onChange,
}: {
  groups: LookupGroups;
  query: LookupQuery;
  carriers: Readonly<Record<string, string>>;
  hrefFor: (changes: UrlChanges) => string;
  onChange: (changes: UrlChanges) => void;
}) {
  const chip = (name: keyof LookupQuery, value: string, count: number, label: string, tone?: Tone) => (
    <Chip
      key={value}
      href={hrefFor({ [name]: query[name] === value ? null : value })}
      isOn={query[name] === value}
      count={count}
      tone={tone}
      onChoose={() => onChange({ [name]: query[name] === value ? null : value })}
    >
      {label}
    </Chip>
  );
  const causes = groups.causes.filter(({ cause }) => cause !== "works");
  return (
    <nav aria-label="Groups of the rows" className="flex flex-col gap-1.5">
      <ChipLine label="State">
        {groups.groups.map(({ group, count }) => {
          const { label, tone } = LOOKUP_GROUP_LABELS[group];
          return chip("show", group, count, label, tone);
        })}
        {groups.changed > 0 && chip("changed", "yes", groups.changed, "Changed", "pending")}
      </ChipLine>
      {causes.length > 0 && (
        <ChipLine label="Cause">
          {causes.map(({ cause, count }) => chip("cause", cause, count, LOOKUP_CAUSES[cause]))}
        </ChipLine>
      )}
      {groups.carriers.length > 1 && (
        <ChipLine label="Carrier">
          {groups.carriers.map(({ carrier, count }) =>
            chip("carrier", carrier, count, carrier === NO_CARRIER ? "No carrier" : (carriers[carrier] ?? carrier)),
          )}
        </ChipLine>
      )}
    </nav>
  );
}

const ChipLine = ({ label, children }: { label: string; children: ReactNode }) => (
  <div className="flex flex-wrap items-baseline gap-x-1.5 gap-y-1.5">
    <span className="w-14 shrink-0 text-xs text-faint max-sm:w-full">{label}</span>
    {children}
  </div>
);

function Chip({
  href,
  isOn,
  count,
  tone,
  onChoose,
  children,
}: {
  href: string;
  isOn: boolean;
  count: number;
  tone?: Tone;
  onChoose: () => void;
  children: ReactNode;
}) {
  const Icon = tone && TONE_ICONS[tone];
  return (
    <a
      href={href}
      aria-current={isOn ? "true" : undefined}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        onChoose();
      }}
      className={cx(
        "inline-flex h-7 items-center gap-1.5 rounded-full border px-2.5 text-xs font-medium whitespace-nowrap",
        isOn ? "border-accent bg-accent-soft text-ink" : "border-line bg-surface text-ink hover:bg-hover",
      )}
    >
      {Icon && <Icon aria-hidden className={cx("size-3", TONE_TEXT[tone])} strokeWidth={2.25} />}
      {children}
      <span className="text-muted tabular-nums">{formatCount(count)}</span>
    </a>
  );
}
