"use client";

import { createContext, use, useRef, type ReactNode } from "react";
import type { Density } from "@/lib/domain/preferences";
import { cx } from "../ui/cx";
import { useRowKeys } from "./use-row-keys";

export type Align = "left" | "right" | "center";

/** Where a cell stands below 640 px, where a row is two lines: what names it, what is beside that, and the rest below. */
export type Place = "select" | "name" | "beside" | "line";

const DensityContext = createContext<Density>("comfortable");

/** The person's density, for all tables below. */
export function DensityProvider({ density, children }: { density: Density; children: ReactNode }) {
  return <DensityContext value={density}>{children}</DensityContext>;
}

export const useDensity = () => use(DensityContext);

/**
 * The frame of every table: a `<table>` that scrolls in its card, with a sticky header. Contains a `TableHead` of
 * `ColumnHeader`s and a `<tbody>` of `Row`s. `label` names it for screen readers. Keys: `j`/`k` move, `x` selects.
 */
export function Table({
  label,
  isBusy = false,
  isStacked = true,
  className,
  children,
}: {
  label: string;
  /** New data is loading: the rows stay, and can be read, while a line runs along the top. */
  isBusy?: boolean;
  /** Two-line rows below 640 px; false for rows that are no `Row`s. */
  isStacked?: boolean;
  className?: string;
  children: ReactNode;
}) {
  const frame = useRef<HTMLDivElement>(null);
  useRowKeys(frame);
  return (
    <div
      ref={frame}
      tabIndex={0}
      role="region"
      aria-label={label}
      className={cx(
        "relative min-w-0 overflow-auto border-y border-line",
        isStacked && "max-sm:overflow-x-hidden",
        className,
      )}
    >
      {isBusy && (
        <div aria-hidden className="sticky top-0 left-0 z-20 -mb-0.5 h-0.5 w-full animate-appear-late overflow-hidden">
          <div className="h-full animate-sweep bg-accent" />
        </div>
      )}
      <table
        aria-busy={isBusy}
        data-stacked={isStacked || undefined}
        className="w-full border-separate border-spacing-0 text-sm"
      >
        <caption className="sr-only">{label}</caption>
        {children}
      </table>
    </div>
  );
}

export function TableHead({ children }: { children: ReactNode }) {
  return (
    <thead>
      <tr>{children}</tr>
    </thead>
  );
}

const ALIGN = { left: "text-left", right: "text-right", center: "text-center" } as const satisfies Record<
  Align,
  string
>;

/** One cell. `isSticky` keeps the first column visible on horizontal scroll. */
export function Cell({
  align = "left",
  isSticky = false,
  isMuted = false,
  isWideOnly = false,
  place = isSticky ? "name" : "line",
  label,
  colSpan,
  className,
  children,
}: {
  align?: Align;
  isSticky?: boolean;
  isMuted?: boolean;
  /** Left out below 640 px. */
  isWideOnly?: boolean;
  place?: Place;
  /** Names the value below 640 px, where there is no head. */
  label?: string;
  colSpan?: number;
  className?: string;
  children?: ReactNode;
}) {
  return (
    <td
      colSpan={colSpan}
      data-place={isWideOnly ? undefined : place}
      data-label={label}
      className={cx(
        "border-b border-line px-3 py-0 group-last/row:border-b-0",
        ALIGN[align],
        isSticky && "sticky left-0 z-[1] bg-cell group-hover/row:bg-hover group-data-selected/row:bg-accent-soft",
        isMuted && "text-muted",
        isWideOnly && "max-sm:hidden",
        className,
      )}
    >
      {children}
    </td>
  );
}
