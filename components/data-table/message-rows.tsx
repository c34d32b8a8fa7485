import type { ReactNode } from "react";
import { Skeleton } from "../ui/skeleton";
import { cx } from "../ui/cx";

/** Replaces the rows when there are none (`EmptyState`) or on failure (`ErrorState`). A failure must never look empty. */
export function MessageRow({ colSpan, children }: { colSpan: number; children: ReactNode }) {
  return (
    <tr>
      <td colSpan={colSpan} className="p-0">
        {children}
      </td>
    </tr>
  );
}

const WIDTHS = ["w-28", "w-20", "w-16", "w-24", "w-12"];

/** Placeholder rows while loading. */
export function SkeletonRows({ columns, rows = 10 }: { columns: number; rows?: number }) {
  return Array.from({ length: rows }, (_, row) => (
    <tr key={row} className="h-9">
      {Array.from({ length: columns }, (_, column) => (
        <td key={column} className="border-b border-line px-3 last:pr-6">
          <Skeleton className={cx("h-3", WIDTHS[(row + column) % WIDTHS.length])} />
        </td>
      ))}
    </tr>
  ));
}
