"use client";

import type { ReactNode } from "react";
import { cx } from "./cx";
import { formatClock, formatDate, formatDuration, formatInstant, formatRelative } from "./format";
import { NotKnown } from "./no-value";
import { useShownZone } from "./time-zone";
import { Tooltip } from "./tooltip";
import { useNow } from "./use-now";

type Instant = string | number | Date;

const toMilliseconds = (at: Instant) => new Date(at).getTime();

/** `2 min ago`, kept current, with the absolute time on hover and focus. For tables. */
export function RelativeTime({ at, prefix }: { at: Instant; prefix?: string }) {
  const now = useNow();
  const timeZone = useShownZone();
  return (
    <ShortTime at={at} timeZone={timeZone}>
      {prefix ? `${prefix} ` : ""}
      {formatRelative(toMilliseconds(at), now, timeZone)}
    </ShortTime>
  );
}

/** The full time on hover and focus. */
function ShortTime({
  at,
  timeZone,
  className,
  children,
}: {
  at: Instant;
  timeZone: string | undefined;
  className?: string;
  children: ReactNode;
}) {
  const instant = toMilliseconds(at);
  return (
    <Tooltip content={formatInstant(instant, timeZone)}>
      <time
        dateTime={new Date(instant).toISOString()}
        tabIndex={0}
        suppressHydrationWarning
        className={cx("whitespace-nowrap", className)}
      >
        {children}
      </time>
    </Tooltip>
  );
}

/** `Nov 21, 2026, 23:10:45 EST` in the person's time zone. For audit and evidence. */
export function AbsoluteTime({ at }: { at: Instant }) {
  const timeZone = useShownZone();
  const instant = toMilliseconds(at);
  return (
    <time dateTime={new Date(instant).toISOString()} suppressHydrationWarning className="whitespace-nowrap">
      {formatInstant(instant, timeZone)}
    </time>
  );
}

/** `Feb 19, 2027`, with the full time on hover and focus. */
export function DateOnly({ at }: { at: Instant }) {
  const timeZone = useShownZone();
  return (
    <ShortTime at={at} timeZone={timeZone}>
      {formatDate(toMilliseconds(at), timeZone)}
    </ShortTime>
  );
}

/** `23:10` or `23:10:45`; with the date if not today. The full time on hover and focus. */
export function ClockTime({ at, hasSeconds = false }: { at: Instant; hasSeconds?: boolean }) {
  const now = useNow();
  const timeZone = useShownZone();
  const instant = toMilliseconds(at);
  const isToday = formatDate(instant, timeZone) === formatDate(now, timeZone);
  const clock = `${formatClock(instant, { hasSeconds, timeZone })}${timeZone === "UTC" ? " UTC" : ""}`;
  return (
    <ShortTime at={at} timeZone={timeZone} className="tabular-nums">
      {isToday ? clock : `${formatDate(instant, timeZone)}, ${clock}`}
    </ShortTime>
  );
}

/** How long something has lasted, kept current: `14 min`. */
export function Elapsed({ since }: { since: Instant }) {
  const now = useNow();
  const timeZone = useShownZone();
  const instant = toMilliseconds(since);
  return (
    <Tooltip content={`Since ${formatInstant(instant, timeZone)}`}>
      <span tabIndex={0} suppressHydrationWarning className="whitespace-nowrap tabular-nums">
        {formatDuration(now - instant)}
      </span>
    </Tooltip>
  );
}

/** When a carrier's value was last read; turns amber after `staleAfter` milliseconds (one hour). */
export function CheckedAt({
  at,
  staleAfter = 3_600_000,
  isBare = false,
}: {
  at: Instant | null;
  staleAfter?: number;
  /** Without "read", where the column's head says it. */
  isBare?: boolean;
}) {
  const now = useNow();
  if (at === null) return <NotKnown>never read</NotKnown>;
  const isStale = now - toMilliseconds(at) > staleAfter;
  return (
    <span className={isStale ? "text-pending" : "text-faint"} suppressHydrationWarning>
      <RelativeTime at={at} prefix={isBare ? undefined : "read"} />
    </span>
  );
}
