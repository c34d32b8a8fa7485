import { expect, it } from "vitest";
import { describeProgress, describeTransfer, formatBytes } from "./describe-progress";

it("writes sizes as people read them", () => {
  expect([1, 310_000, 4_210_000, 41_900_000].map(formatBytes)).toEqual(["1 kB", "310 kB", "4.2 MB", "42 MB"]);
});

it("derives rate and time left from what left since the start, not from what was there before", () => {
  const transfer = { done: 12_000_000, total: 40_000_000, from: 8_000_000, since: 0, now: 4_000 };
  expect(describeTransfer(transfer)).toBe("12 MB of 40 MB · 1 MB per second · about 28 s left");
  expect(describeTransfer({ ...transfer, now: 500 })).toBe("12 MB of 40 MB");
});

it("names the unit, and leaves out what is not known", () => {
  const startedAt = new Date(0).toISOString();
  expect(describeProgress({ done: 120_000, total: 1_000_000, unit: "rows", startedAt }, 4_000)).toBe(
    "120,000 of 1,000,000 rows · 30,000 per second · about 29 s left",
  );
  expect(describeProgress({ done: 1, total: null, unit: "orders", startedAt }, 0)).toBe("1 order");
});
