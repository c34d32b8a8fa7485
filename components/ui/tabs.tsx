"use client";

import { RouteLink } from "./route-link";
import { cx } from "./cx";

const TAB =
  "hover:text-ink inline-flex h-9 max-sm:h-11 items-center gap-1.5 border-b-2 px-1 text-sm font-medium whitespace-nowrap transition-colors duration-100";
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
    <nav
      aria-label={label}
      className="flex gap-4 overflow-x-auto shadow-[inset_0_-1px_0_var(--line)] max-sm:flex-wrap max-sm:gap-x-3 max-sm:gap-y-0"
    >
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
