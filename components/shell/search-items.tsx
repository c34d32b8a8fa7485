"use client";

import { Command } from "cmdk";
import {
  Building2,
  ClipboardList,
  Contact,
  CornerDownLeft,
  FileUp,
  Hash,
  ListChecks,
  type LucideIcon,
  Megaphone,
  UserRound,
  Zap,
} from "lucide-react";
import type { PaletteGroup, PaletteItem } from "@/lib/domain/palette";
import type { SearchHit, SearchHitKind } from "@/lib/domain/search-hit";
import { cx } from "../ui/cx";
import { Kbd } from "../ui/kbd";
import { TONE_TEXT, ToneDot } from "../ui/tone";
import type { Destination } from "./destinations";

const ICONS = {
  number: Hash,
  order: ClipboardList,
  campaign: Megaphone,
  brand: Building2,
  customer: Contact,
  upload: FileUp,
  lookup: ListChecks,
  person: UserRound,
} as const satisfies Record<SearchHitKind, LucideIcon>;

const ITEM =
  "group/item flex min-h-9 cursor-pointer items-center gap-2.5 rounded-md px-2 py-1 text-sm data-[selected=true]:bg-hover [&>svg]:size-4 [&>svg]:shrink-0 [&>svg]:text-faint";
const GROUP =
  "[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:text-faint";
const IS_MONO: readonly SearchHitKind[] = ["number", "campaign", "brand"];

/** The rows of the palette by their groups. */
export function SearchItems({
  groups,
  destinations,
  onTake,
}: {
  groups: readonly PaletteGroup[];
  destinations: readonly Destination[];
  onTake: (item: PaletteItem) => void;
}) {
  return groups.map(({ heading, items }, index) => (
    <Command.Group key={`${heading}${index}`} heading={heading ?? undefined} className={GROUP}>
      {items.map((item) => (
        <Command.Item key={item.id} value={item.id} onSelect={() => onTake(item)} className={ITEM}>
          <ItemContent item={item} destinations={destinations} />
          <CornerDownLeft aria-hidden className="hidden size-3.5! group-data-[selected=true]/item:block" />
        </Command.Item>
      ))}
    </Command.Group>
  ));
}

function ItemContent({ item, destinations }: { item: PaletteItem; destinations: readonly Destination[] }) {
  switch (item.type) {
    case "hit":
      return <HitContent hit={item.hit} />;
    case "command":
    case "labels":
      return (
        <>
          <Zap aria-hidden />
          <span className="min-w-0 flex-1 truncate text-ink">
            {item.label} {item.target && <span className="font-mono">{item.target}</span>}
          </span>
          {item.state && <StateWord state={item.state} />}
        </>
      );
    case "lookup":
      return (
        <>
          <ListChecks aria-hidden />
          <span className="flex-1 font-medium text-ink">{item.label}</span>
        </>
      );
    case "page": {
      const page = destinations.find(({ href }) => href === item.href);
      const Icon = page?.icon;
      return (
        <>
          {Icon && <Icon aria-hidden />}
          <span className="flex-1">{item.label}</span>
          {page && (
            <span className="flex gap-1 max-sm:hidden">
              <Kbd>g</Kbd>
              <Kbd>{page.key}</Kbd>
            </span>
          )}
        </>
      );
    }
  }
}

function HitContent({ hit: { kind, title, state, note } }: { hit: SearchHit }) {
  const Icon = ICONS[kind];
  return (
    <>
      <Icon aria-hidden />
      <span className={cx("max-w-64 shrink-0 truncate text-ink", IS_MONO.includes(kind) && "font-mono")}>{title}</span>
      {state && <StateWord state={state} />}
      <span className="min-w-0 flex-1 truncate text-right text-xs text-muted">{note}</span>
    </>
  );
}

/** What is well is quiet: a dot and ink. */
const StateWord = ({ state: { label, tone } }: { state: NonNullable<SearchHit["state"]> }) => (
  <span
    className={cx(
      "flex shrink-0 items-center gap-1.5 text-xs font-medium",
      tone === "good" ? "text-ink" : TONE_TEXT[tone],
    )}
  >
    <ToneDot tone={tone} />
    {label}
  </span>
);
