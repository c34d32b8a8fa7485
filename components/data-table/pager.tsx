"use client";

import { ChevronLeft, ChevronRight } from "lucide-react";
import type { Total } from "@/lib/domain/page";
import { RouteLink } from "../ui/route-link";
import { styleButton } from "../ui/button-style";
import { formatCount, formatNoun } from "../ui/format";
import { useUrlState } from "./use-url-state";

/**
 * Pager for keyset pagination: sets `after=<cursor>` or `before=<cursor>` in the URL; null means there are no rows in that
 * direction.
 */
export function Pager({
  shown,
  total,
  noun,
  previous,
  next,
}: {
  shown: number;
  total?: Total;
  noun: readonly [one: string, many: string];
  previous: string | null;
  next: string | null;
}) {
  const { hrefFor } = useUrlState();
  // The table says itself that it is empty.
  if (shown === 0 && previous === null && next === null) return null;
  const text =
    total === undefined
      ? formatNoun(shown, ...noun)
      : shown === total.count
        ? formatNoun(total.count, ...noun)
        : `${formatCount(shown)} of ${formatCount(total.count)}${total.isExact ? "" : "+"} ${noun[1]}`;
  return (
    <nav aria-label="Pages" className="flex items-center justify-between gap-4">
      <p className="text-xs text-muted tabular-nums" aria-live="polite">
        {text}
      </p>
      {(previous !== null || next !== null) && (
        <div className="flex gap-2">
          <PageLink label="Previous" href={previous === null ? null : hrefFor({ before: previous })} icon="left" />
          <PageLink label="Next" href={next === null ? null : hrefFor({ after: next })} icon="right" />
        </div>
      )}
    </nav>
  );
}

function PageLink({ label, href, icon }: { label: string; href: string | null; icon: "left" | "right" }) {
  const content = (
    <>
      {icon === "left" && <ChevronLeft aria-hidden />}
      {label}
      {icon === "right" && <ChevronRight aria-hidden />}
    </>
  );
  const className = styleButton("secondary", "sm");
  if (href === null)
    return (
      <span aria-disabled className={className}>
        {content}
      </span>
    );
  return (
    <RouteLink href={href} scroll={false} className={className}>
      {content}
    </RouteLink>
  );
}
