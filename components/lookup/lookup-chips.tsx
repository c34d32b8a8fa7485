"use client";

import type { ReactNode } from "react";
import { LOOKUP_CAUSES, LOOKUP_GROUP_LABELS } from "@/lib/domain/lookup-answers";
import { type LookupGroups, NO_CARRIER } from "@/lib/domain/lookup-filter";
import type { LookupQuery } from "@/lib/domain/lookup-view";
import { NO_CUSTOMER } from "@/lib/domain/customer";
import type { Tone } from "@/lib/domain/service-state";
import type { UrlChanges } from "../data-table/use-url-state";
import { TagChip } from "../numbers/label-chips";
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
  const chip = (name: keyof LookupQuery, value: string, count: number, label: ReactNode, tone?: Tone) => {
    const isOn = query[name] === value;
    const changes = { [name]: isOn ? null : value, ...(name === "customer" && { by: null }) };
    return (
      <Chip
        key={value}
        href={hrefFor(changes)}
        isOn={isOn}
        count={count}
        tone={tone}
        onChoose={() => onChange(changes)}
      >
        {label}
      </Chip>
    );
  };
  const toggleCustomers = { by: query.by === "customer" ? null : "customer" };
  const customers = chooseShown(groups.customers, ({ customer }) => (customer?.id ?? NO_CUSTOMER) === query.customer);
  const tags = chooseShown(groups.tags, ({ tag }) => tag.id === query.tag);
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
      {customers.length > 0 && (
        <ChipLine label="Customer">
          {customers.map(({ customer, count }) =>
            chip(
              "customer",
              customer?.id ?? NO_CUSTOMER,
              count,
              <span className="max-w-48 truncate">{customer?.name ?? "No customer"}</span>,
            ),
          )}
          {groups.customers.length > 1 && (
            <Chip
              href={hrefFor(toggleCustomers)}
              isOn={query.by === "customer"}
              count={groups.customers.length}
              onChoose={() => onChange(toggleCustomers)}
            >
              By customer
            </Chip>
          )}
        </ChipLine>
      )}
      {tags.length > 0 && (
        <ChipLine label="Tag">
          {tags.map(({ tag, count }) => chip("tag", tag.id, count, <TagChip tag={tag} className="-ml-1.5" />))}
          {groups.tags.length > tags.length && (
            <span className="text-xs text-muted">and {formatCount(groups.tags.length - tags.length)} more</span>
          )}
        </ChipLine>
      )}
    </nav>
  );
}

const SHOWN_LABELS = 6;

/** The most frequent ones, and the chosen one. */
const chooseShown = <T,>(all: readonly T[], isChosen: (one: T) => boolean): T[] =>
  all.filter((one, index) => index < SHOWN_LABELS || isChosen(one));

const ChipLine = ({ label, children }: { label: string; children: ReactNode }) => (
  <div className="flex flex-wrap items-baseline gap-x-1.5 gap-y-1.5">
    <span className="w-16 shrink-0 text-xs text-faint max-sm:w-full">{label}</span>
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
