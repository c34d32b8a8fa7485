import { describe, expect, it } from "vitest";
import { formatDuration, formatInstant, formatNoun, formatRelative } from "./format";

const NOW = Date.UTC(2026, 10, 21, 12, 0, 0);
const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

describe("formatRelative", () => {
  it.each([
    [0, "just now"],
    [12 * SECOND, "12 s ago"],
    [59 * MINUTE + 59 * SECOND, "59 min ago"],
    [3 * HOUR, "3 h ago"],
    [49 * HOUR, "2 d ago"],
    [-5 * MINUTE, "in 5 min"],
    [40 * 24 * HOUR, "Oct 12, 2026"],
  ])("formats %i ms as %s", (age, text) => {
    expect(formatRelative(NOW - age, NOW)).toBe(text);
  });
});

describe("formatDuration", () => {
  it.each([
    [-5, "0 s"],
    [59 * SECOND, "59 s"],
    [14 * MINUTE, "14 min"],
    [90 * MINUTE, "1 h 30 min"],
    [30 * HOUR, "30 h"],
    [72 * HOUR, "3 d"],
  ])("formats %i ms as %s", (span, text) => {
    expect(formatDuration(span)).toBe(text);
  });
});

it("formats counted nouns", () => {
  expect(formatNoun(1, "number")).toBe("1 number");
  expect(formatNoun(1234, "number")).toBe("1,234 numbers");
  expect(formatNoun(2, "entry", "entries")).toBe("2 entries");
});

it("shows an instant with seconds and zone", () => {
  expect(formatInstant(NOW, "UTC")).toBe("Nov 21, 2026, 12:00:00 UTC");
});
