import { describe, expect, it } from "vitest";
import { addDays, chooseTimeZone, dayIn, DEFAULT_TIME_ZONE, spellTimesIn, startOfDay, timeZone } from "./time-zone";

describe("a day in a person's zone", () => {
  it("is the local day, not the UTC day", () => {
    const evening = new Date("2026-11-22T06:30:00Z");
    expect(dayIn(evening, "America/Los_Angeles")).toBe("2026-11-21");
    expect(dayIn(evening, "America/New_York")).toBe("2026-11-22");
    expect(startOfDay("2026-11-21", "America/Los_Angeles").toISOString()).toBe("2026-11-21T08:00:00.000Z");
    expect(startOfDay("2026-11-22", "America/Los_Angeles").toISOString()).toBe("2026-11-22T08:00:00.000Z");
  });

  it("handles daylight saving changes", () => {
    // 23 hours in March, 25 in November.
    expect(startOfDay("2026-03-08", "America/New_York").toISOString()).toBe("2026-03-08T05:00:00.000Z");
    expect(startOfDay("2026-03-09", "America/New_York").toISOString()).toBe("2026-03-09T04:00:00.000Z");
    expect(startOfDay("2026-11-01", "America/New_York").toISOString()).toBe("2026-11-01T04:00:00.000Z");
    expect(startOfDay("2026-11-02", "America/New_York").toISOString()).toBe("2026-11-02T05:00:00.000Z");
  });

  it("starts at 1:00 if midnight is skipped, and at the first midnight if there are two", () => {
    expect(startOfDay("2018-11-04", "America/Sao_Paulo").toISOString()).toBe("2018-11-04T03:00:00.000Z");
    expect(startOfDay("2026-11-01", "America/Havana").toISOString()).toBe("2026-11-01T04:00:00.000Z");
    expect(startOfDay("2026-03-08", "America/Havana").toISOString()).toBe("2026-03-08T05:00:00.000Z");
  });

  it("contains its first instant, and the millisecond before is in the previous day", () => {
    const zones = ["America/Los_Angeles", "America/Phoenix", "Pacific/Honolulu", "America/Havana", "Asia/Kolkata"];
    for (const zone of [...zones, "Pacific/Kiritimati", "Africa/Cairo", "UTC"])
      for (let day = "2024-01-01"; day < "2026-12-31"; day = addDays(day, 1)) {
        const start = startOfDay(day, zone).getTime();
        expect([zone, day, dayIn(start, zone), dayIn(start - 1, zone)]).toEqual([zone, day, day, addDays(day, -1)]);
      }
  });
});

it("spells instants in a zone with the offset of that moment, which reads back as the same second", () => {
  const spell = spellTimesIn("America/New_York");
  expect(spell("2026-11-27T14:30:00.999Z")).toBe("2026-11-27T09:30:00-05:00");
  // Half past one twice, an hour apart.
  expect(spell("2026-11-01T05:30:00Z")).toBe("2026-11-01T01:30:00-04:00");
  expect(spell("2026-11-01T06:30:00Z")).toBe("2026-11-01T01:30:00-05:00");
  expect(spellTimesIn("UTC")("2026-11-27T14:30:00Z")).toBe("2026-11-27T14:30:00+00:00");
  expect([spell(null), spell(undefined)]).toEqual([null, null]);
  for (const zone of [
    "America/New_York",
    "Asia/Kolkata",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
    "Pacific/Kiritimati",
  ]) {
    const spellThere = spellTimesIn(zone);
    for (let at = Date.parse("2026-01-01T00:00:07Z"); at < Date.parse("2027-01-01"); at += 27_599_000)
      expect(Date.parse(spellThere(new Date(at).toISOString()) ?? "")).toBe(at);
  }
});

it("takes the first valid zone, whatever the cookie contains", () => {
  expect(chooseTimeZone(null, "America/Denver")).toBe("America/Denver");
  expect(chooseTimeZone("Pacific/Honolulu", "America/Denver")).toBe("Pacific/Honolulu");
  for (const bad of [
    "",
    "Mars/Olympus",
    "'; DROP TABLE orders --",
    "+05:00",
    "\u0000",
    "x".repeat(5_000),
    7,
    undefined,
  ])
    expect(chooseTimeZone(bad)).toBe(DEFAULT_TIME_ZONE);
  expect(timeZone.safeParse("America/Chicago").success).toBe(true);
});
