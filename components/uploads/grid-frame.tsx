"use client";

import type { ComponentProps, ReactNode, RefObject } from "react";
import { cx } from "../ui/cx";

/** Height of every row of a grid, in pixels. */
export const ROW_HEIGHT = 36;

const HEAD =
  "sticky top-0 z-[2] h-8 border-b border-line bg-sunken px-3 text-left text-xs font-medium whitespace-nowrap text-muted";

export type GridHead = { key: string; label: string; title?: string; className?: string };

/** The frame of a grid: a table in its own scrolling region, with a sticky header and a sticky first column. */
export function GridFrame({
  label,
  heads,
  body,
  table,
  children,
  className,
  ...rest
}: Omit<ComponentProps<"table">, "children" | "ref"> & {
  label: string;
  heads: readonly GridHead[];
  body: RefObject<HTMLTableSectionElement | null>;
  table?: RefObject<HTMLTableElement | null>;
  children: ReactNode;
}) {
  return (
    <div
      role="region"
      aria-label={label}
      tabIndex={table ? undefined : 0}
      className={cx(
        "relative min-w-0 overflow-auto rounded-lg border border-line bg-surface has-[>table:focus-visible]:border-accent",
        className,
      )}
    >
      <table
        {...rest}
        ref={table}
        aria-label={label}
        className="group/grid w-full border-separate border-spacing-0 text-sm outline-none"
      >
        <thead>
          <tr>
            {heads.map(({ key, label: text, title, className: extra }, index) => (
              <th key={key} scope="col" title={title} className={cx(HEAD, index === 0 && "left-0 z-[3]", extra)}>
                {text}
              </th>
            ))}
          </tr>
        </thead>
        <tbody ref={body}>{children}</tbody>
      </table>
    </div>
  );
}

/** Rows above or below those in sight. */
export const SpacerRow = ({ height }: { height: number }) =>
  height > 0 ? (
    <tr aria-hidden>
      <td className="p-0" style={{ height }} />
    </tr>
  ) : null;

/** A row that is still being read. */
export const WaitingRow = ({ index, columns }: { index: number; columns: number }) => (
  <tr data-index={index} aria-busy style={{ height: ROW_HEIGHT }}>
    <td className="sticky left-0 z-[1] border-b border-line bg-surface px-3 text-right text-xs text-faint">…</td>
    <td colSpan={columns - 1} className="border-b border-line px-3">
      <span className="block h-2.5 w-48 animate-appear-late rounded-sm bg-pressed" />
    </td>
  </tr>
);
