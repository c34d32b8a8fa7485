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

const QUARTER_MS = 900_000;

export type SpellTime = (at: string | null | undefined) => string | null;

/**
 * Spells instants (ISO 8601) in a zone with its offset, to the second: `2026-11-27T09:30:00-05:00`. Null stays null. Offsets change on
 * quarters of an hour at most; each is found once, because exports spell millions of instants.
 */
export function spellTimesIn(zone: string): SpellTime {
  const offsets = new Map<number, number>();
  return (text) => {
    if (text === null || text === undefined) return null;
    const at = Math.floor(Date.parse(text) / 1_000) * 1_000;
    const quarter = Math.floor(at / QUARTER_MS);
    const offset = offsets.get(quarter) ?? readWallClock(at, zone) - at;
    offsets.set(quarter, offset);
    const minutes = Math.abs(offset) / 60_000;
    const pad = (value: number) => String(Math.floor(value)).padStart(2, "0");
    const sign = offset < 0 ? "-" : "+";
    return `${new Date(at + offset).toISOString().slice(0, 19)}${sign}${pad(minutes / 60)}:${pad(minutes % 60)}`;
  };
}
