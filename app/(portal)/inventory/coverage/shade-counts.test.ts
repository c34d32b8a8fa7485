import { expect, it } from "vitest";
import { findShade, shadeCounts } from "./shade-counts";

it("cuts counts into five steps without a gap, the most numbers strongest", () => {
  const shades = shadeCounts([0, 12, 480, 1_234, 5_678, 9_999, 42_713, 43_000, 77_001, 120_000, 260_000]);
  expect(shades).toHaveLength(5);
  expect(shades[0]?.from).toBe(1);
  expect(shades.at(-1)?.to).toBeNull();
  for (const [index, { to }] of shades.slice(0, -1).entries()) expect(shades[index + 1]?.from).toBe((to ?? 0) + 1);
  const strengths = shades.map(({ strength }) => strength);
  expect(strengths).toEqual(strengths.toSorted((a, b) => a - b));
  expect(findShade(shades, 260_000)).toEqual(shades.at(-1));
  expect(findShade(shades, 1)).toEqual(shades[0]);
  expect(findShade(shades, 0)).toBeNull();
});

it("has one step for one place, and none for nothing", () => {
  expect(shadeCounts([7])).toHaveLength(2);
  expect(findShade(shadeCounts([7]), 7)?.strength).toBe(95);
  expect(shadeCounts([0, 0])).toEqual([]);
});
