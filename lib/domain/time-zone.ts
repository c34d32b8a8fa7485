import { z } from "zod";

/** Used when neither the person nor the browser names a zone. */
export const DEFAULT_TIME_ZONE = "America/New_York";

const DAY_MS = 86_400_000;

const formats = new Map<string, Intl.DateTimeFormat>();

/** Throws RangeError for an unknown zone. */
function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  });
  formats.set(timeZone, format);
  return format;
}

function isTimeZone(name: string): boolean {
  // Only newer engines accept offsets such as "+05:00".
  if (!/^[A-Za-z][A-Za-z0-9_+\-/]{1,59}$/.test(name)) return false;
  try {
    formatOf(name);
    return true;
  } catch {
    return false;
  }
}

/** An IANA zone such as `America/Los_Angeles`. */
export const timeZone = z.string().refine(isTimeZone, "Unknown time zone.");

/** The first valid zone, else the default. */
export const chooseTimeZone = (...candidates: readonly unknown[]): string =>
  candidates.flatMap((candidate) => timeZone.safeParse(candidate).data ?? [])[0] ?? DEFAULT_TIME_ZONE;

/** A day in a URL; other years are typing errors. */
export const calendarDay = z.iso.date().refine((day) => day >= "1970-01-01" && day < "2200-01-01");

/** The local wall-clock time of an instant, encoded as UTC milliseconds since 1970. */
function readWallClock(at: number, zone: string): number {
  const parts = Object.fromEntries(
    formatOf(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

/** The day of an instant in a zone, `YYYY-MM-DD`. */
export const dayIn = (at: Date | number, zone: string): string =>
  new Date(readWallClock(Number(at), zone)).toISOString().slice(0, 10);

/** `day` is `YYYY-MM-DD`; negative `days` go back. */
export const addDays = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);

/** The first instant of a day (`YYYY-MM-DD`) in a zone, even if midnight is skipped or happens twice. */
export function startOfDay(day: string, zone: string): Date {
  const midnight = Date.parse(`${day}T00:00:00Z`);
  const offsets = [midnight - DAY_MS, midnight + DAY_MS].map((near) => readWallClock(near, zone) - near);
  // Of the offsets in force around that day, take the one with the earliest instant.
  const starts = offsets.map((offset) => midnight - offset).sort((one, other) => one - other);
  const found = starts.find((start) => readWallClock(start, zone) >= midnight);
  return new Date(found ?? midnight);
}
