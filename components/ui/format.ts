const COUNT = new Intl.NumberFormat("en-US");

/** `1,234`. */
export const formatCount = (count: number) => COUNT.format(count);

/** `1 number`, `2 numbers`; the plural adds an s unless given. */
export const formatNoun = (count: number, one: string, many = `${one}s`) =>
  `${formatCount(count)} ${count === 1 ? one : many}`;

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A duration in one unit, `14 min`; takes milliseconds. */
export function formatDuration(milliseconds: number): string {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  if (seconds < MINUTE) return `${seconds} s`;
  if (seconds < HOUR) return `${Math.floor(seconds / MINUTE)} min`;
  if (seconds < 2 * DAY) {
    const minutes = Math.floor((seconds % HOUR) / MINUTE);
    return seconds < 10 * HOUR && minutes > 0
      ? `${Math.floor(seconds / HOUR)} h ${minutes} min`
      : `${Math.floor(seconds / HOUR)} h`;
  }
  return `${Math.floor(seconds / DAY)} d`;
}

/** `just now`, `4 min ago`, `in 2 h`; the date beyond 30 days. Both in milliseconds since 1970. */
export function formatRelative(at: number, now: number, timeZone?: string): string {
  const distance = now - at;
  const size = Math.abs(distance);
  if (size > 30 * DAY * 1000) return formatDate(at, timeZone);
  if (size < 10_000) return "just now";
  return distance > 0 ? `${formatSingle(size)} ago` : `in ${formatSingle(size)}`;
}

function formatSingle(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1000);
  if (seconds < MINUTE) return `${seconds} s`;
  if (seconds < HOUR) return `${Math.floor(seconds / MINUTE)} min`;
  if (seconds < DAY) return `${Math.floor(seconds / HOUR)} h`;
  return `${Math.floor(seconds / DAY)} d`;
}

/** `Nov 21, 2026`. */
export const formatDate = (at: number, timeZone?: string) =>
  new Intl.DateTimeFormat("en-US", { dateStyle: "medium", timeZone }).format(at);

/** `23:10`, or `23:10:45`; without a zone, in the runtime's zone. */
export const formatClock = (at: number, { hasSeconds, timeZone }: { hasSeconds: boolean; timeZone?: string }) =>
  new Intl.DateTimeFormat("en-US", {
    hour: "2-digit",
    minute: "2-digit",
    ...(hasSeconds && { second: "2-digit" }),
    hourCycle: "h23",
    timeZone,
  }).format(at);

/** `Nov 21, 2026, 23:10:45 EST`; without a zone, in the runtime's zone. */
export const formatInstant = (at: number, timeZone?: string) =>
  new Intl.DateTimeFormat("en-US", {
    year: "numeric",
    month: "short",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
    timeZoneName: "short",
    timeZone,
  }).format(at);
