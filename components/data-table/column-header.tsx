"use client";

import { ArrowDown, ArrowUp, ChevronsUpDown } from "lucide-react";
import { RouteLink } from "../ui/route-link";
import type { ReactNode } from "react";
import { cx } from "../ui/cx";
import type { Align, Place } from "./table";
import { useUrlState } from "./use-url-state";

/** As narrow as its content. */
const LEAST = "1%";

const ALIGN = { left: "text-left", right: "text-right", center: "text-center" } as const satisfies Record<
  Align,
  string
>;

/**
 * A column header. With `sortKey` it is a link that sets `sort=key` (ascending) or `sort=-key` in the URL. `defaultSort`:
 * the page's order without the parameter. `width`: any CSS length.
 */
export function ColumnHeader({
  label,
  sortKey,
  defaultSort,
  firstDirection = "ascending",
  align = "left",
  width,
  isSticky = false,
  isLabelHidden = false,
  isWideOnly = false,
  place = isSticky ? "name" : undefined,
  children,
}: {
  label: string;
  sortKey?: string;
  defaultSort?: string;
  /** The direction of the first click: use descending for dates and counts. */
  firstDirection?: "ascending" | "descending";
  align?: Align;
  width?: string;
  isSticky?: boolean;
  isLabelHidden?: boolean;
  /** Left out below 640 px. */
  isWideOnly?: boolean;
  /** Only what names and what selects a row has a head below 640 px. */
  place?: Place;
  /** Replaces the label, for the select-all checkbox. */
  children?: ReactNode;
}) {
  const { params, hrefFor } = useUrlState();
  const sort = params.get("sort") ?? defaultSort;
  const direction = sort === sortKey ? "ascending" : sort === `-${sortKey}` ? "descending" : "none";
  const Icon = direction === "ascending" ? ArrowUp : direction === "descending" ? ArrowDown : ChevronsUpDown;
  const flipped = direction === "none" ? firstDirection : direction === "ascending" ? "descending" : "ascending";
  return (
    <th
      scope="col"
      data-place={place}
      aria-sort={sortKey && direction !== "none" ? direction : undefined}
      style={width === LEAST ? undefined : { width }}
      className={cx(
        "sticky top-0 z-[2] h-8 border-b border-line bg-cell px-3 text-xs font-medium whitespace-nowrap text-muted",
        ALIGN[align],
        // On a phone, the column that names the row takes the width that the left-out ones would have.
        width === LEAST && (isSticky ? "sm:w-[1%]" : "w-[1%]"),
        isSticky && "left-0 z-[3]",
        isWideOnly && "max-sm:hidden",
      )}
    >
      {children ??
        (sortKey ? (
          <RouteLink
            href={hrefFor({ sort: flipped === "ascending" ? sortKey : `-${sortKey}` })}
            scroll={false}
            className={cx(
              "group/sort -mx-1 inline-flex h-6 items-center gap-1 px-1 hover:text-ink max-sm:h-10",
              // The label ends where its column does.
              align === "right" && "flex-row-reverse",
            )}
          >
            {label}
            <Icon
              aria-hidden
              className={cx(
                "size-3",
                direction === "none"
                  ? "opacity-0 group-hover/sort:opacity-100 group-focus-visible/sort:opacity-100"
                  : "text-ink",
              )}
            />
          </RouteLink>
        ) : (
          <span className={isLabelHidden ? "sr-only" : undefined}>{label}</span>
        ))}
    </th>
  );
}
