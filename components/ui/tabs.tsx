"use client";

import { RouteLink } from "./route-link";
import { Tabs as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { cx } from "./cx";

const TAB =
  "hover:text-ink inline-flex h-9 items-center gap-1.5 border-b-2 px-1 text-sm font-medium whitespace-nowrap transition-colors duration-100";
const CHOSEN = "border-accent text-ink";
const RESTING = "border-transparent text-muted";
const COUNT = "bg-neutral-soft text-muted rounded-sm px-1 text-xs tabular-nums";

/** Views with a URL of their own: preferred for pages, since Back and reload keep them. */
export function TabLinks({
  label,
  tabs,
  current,
}: {
  label: string;
  tabs: readonly { href: string; label: string; count?: number | string; id: string }[];
  current: string;
}) {
  return (
    <nav aria-label={label} className="flex gap-4 overflow-x-auto shadow-[inset_0_-1px_0_var(--line)]">
      {tabs.map((tab) => (
        <RouteLink
          key={tab.id}
          href={tab.href}
          aria-current={tab.id === current ? "page" : undefined}
          className={cx(TAB, tab.id === current ? CHOSEN : RESTING)}
        >
          {tab.label}
          {tab.count !== undefined && <span className={COUNT}>{tab.count}</span>}
        </RouteLink>
      ))}
    </nav>
  );
}

/** Panels of one page that need no URL. */
export function Tabs({
  label,
  tabs,
  initial,
}: {
  label: string;
  tabs: readonly { id: string; label: string; count?: number | string; content: ReactNode }[];
  initial?: string;
}) {
  return (
    <Radix.Root defaultValue={initial ?? tabs[0]?.id}>
      <Radix.List aria-label={label} className="flex gap-4 overflow-x-auto shadow-[inset_0_-1px_0_var(--line)]">
        {tabs.map((tab) => (
          <Radix.Trigger
            key={tab.id}
            value={tab.id}
            className={cx(
              TAB,
              "border-transparent text-muted data-[state=active]:border-accent data-[state=active]:text-ink",
            )}
          >
            {tab.label}
            {tab.count !== undefined && <span className={COUNT}>{tab.count}</span>}
          </Radix.Trigger>
        ))}
      </Radix.List>
      {tabs.map((tab) => (
        <Radix.Content key={tab.id} value={tab.id} className="pt-4">
          {tab.content}
        </Radix.Content>
      ))}
    </Radix.Root>
  );
}
