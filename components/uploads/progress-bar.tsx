"use client";

import { cx } from "../ui/cx";

/** How far something is: a bar with its text. Without a `total` only the text moves. */
export function ProgressBar({
  label,
  done,
  total,
  text,
  isWaiting = false,
}: {
  label: string;
  done: number;
  total: number | null;
  text: string;
  isWaiting?: boolean;
}) {
  const share = total === null || total === 0 ? null : Math.min(1, done / total);
  return (
    <div className="flex min-w-0 flex-col gap-1.5">
      <div
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={share === null ? undefined : Math.floor(share * 100)}
        aria-valuetext={text}
        className="h-2 overflow-hidden rounded-full bg-sunken"
      >
        <span
          className={cx(
            "block h-full rounded-full transition-[width] duration-300",
            isWaiting ? "bg-pending-solid" : "bg-accent",
            share === null && "w-full animate-breathe",
          )}
          style={share === null ? undefined : { width: `${share * 100}%` }}
        />
      </div>
      <p className="text-xs text-muted tabular-nums">{text}</p>
    </div>
  );
}
