"use client";

import { formatClock, formatDate, formatDuration, formatInstant, formatRelative } from "./format";
import { Tooltip } from "./tooltip";
import { useIsHydrated, useNow } from "./use-now";

type Instant = string | number | Date;

const toMilliseconds = (at: Instant) => new Date(at).getTime();

/** `2 min ago`, kept current, with the absolute time on hover and focus. For tables. */
export function RelativeTime({ at, prefix }: { at: Instant; prefix?: string }) {
  const now = useNow();
  const isHydrated = useIsHydrated();
  const instant = toMilliseconds(at);
  return (
    <Tooltip content={formatInstant(instant, isHydrated ? undefined : "UTC")}>
      <time
        dateTime={new Date(instant).toISOString()}
        tabIndex={0}
        suppressHydrationWarning
        className="whitespace-nowrap"
      >
        {prefix ? `${prefix} ` : ""}
        {formatRelative(instant, now)}
      </time>
    </Tooltip>
  );
}

/** `Nov 21, 2026, 23:10:45 EST` in the reader's zone (UTC until the page is live). For the audit and evidence. */
export function AbsoluteTime({ at }: { at: Instant }) {
  const isHydrated = useIsHydrated();
  const instant = toMilliseconds(at);
  return (
    <time dateTime={new Date(instant).toISOString()} className="whitespace-nowrap">
      {formatInstant(instant, isHydrated ? undefined : "UTC")}
    </time>
  );
}

/** `23:10`, or `23:10:45`, of an instant that is near; on another day with the date. The whole instant on hover and focus. */
export function ClockTime({ at, hasSeconds = false }: { at: Instant; hasSeconds?: boolean }) {
  const now = useNow();
  const isHydrated = useIsHydrated();
  const instant = toMilliseconds(at);
  const timeZone = isHydrated ? undefined : "UTC";
  const isToday = formatDate(instant, timeZone) === formatDate(now, timeZone);
  const clock = `${formatClock(instant, { hasSeconds, timeZone })}${isHydrated ? "" : " UTC"}`;
  return (
    <Tooltip content={formatInstant(instant, timeZone)}>
      <time
        dateTime={new Date(instant).toISOString()}
        tabIndex={0}
        suppressHydrationWarning
        className="whitespace-nowrap tabular-nums"
      >
        {isToday ? clock : `${formatDate(instant, timeZone)}, ${clock}`}
      </time>
    </Tooltip>
  );
}

/** How long something has been going on, kept current: `14 min`. */
export function Elapsed({ since }: { since: Instant }) {
  const now = useNow();
  const instant = toMilliseconds(since);
  return (
    <Tooltip content={`Since ${formatInstant(instant)}`}>
      <span tabIndex={0} suppressHydrationWarning className="whitespace-nowrap tabular-nums">
        {formatDuration(now - instant)}
      </span>
    </Tooltip>
  );
}

/** When a carrier's value was last read; ages to amber after `staleAfter` milliseconds (an hour). */
export function CheckedAt({ at, staleAfter = 3_600_000 }: { at: Instant | null; staleAfter?: number }) {
  const now = useNow();
  if (at === null) return <span className="text-faint">never checked</span>;
  const isStale = now - toMilliseconds(at) > staleAfter;
  return (
    <span className={isStale ? "text-pending" : "text-faint"} suppressHydrationWarning>
      <RelativeTime at={at} prefix="checked" />
    </span>
  );
}
