import { expect, it } from "vitest";
import { countEdits, describeUnknownRateCenter, findNearest, measureName } from "./nearest-names";

const NAMES = ["HOBOKEN", "HACKETTSTOWN", "HACKENSACK", "UNION CITY", "NEW BRUNSWICK", "BRUNSWICK", "OAKLAND"];
const find = (typed: string) => findNearest(NAMES, typed, (name) => name);

it("finds names with the prefix, then those with a word that has it, then those that contain it", () => {
  expect(find("hack")).toEqual(["HACKETTSTOWN", "HACKENSACK"]);
  expect(find("bruns")).toEqual(["BRUNSWICK", "NEW BRUNSWICK"]);
  expect(find("nswick")).toEqual(["NEW BRUNSWICK", "BRUNSWICK"]);
});

it("finds misspelled names, complete or partly typed, and nothing unrelated", () => {
  expect(find("HAKENSACK")).toEqual(["HACKENSACK"]);
  expect(find("HACKENSAKC")).toEqual(["HACKENSACK"]);
  expect(find("hocken")).toContain("HACKENSACK");
  expect(find("zzzz")).toEqual([]);
  expect(find("  ")).toEqual([]);
  expect(countEdits("kitten", "sitting")).toBe(3);
  expect(countEdits("", "abc")).toBe(3);
  expect(measureName("OAKLAND", "OAKLAND")).toBe(0);
});

it("names the unknown rate center and the nearest ones with their counts", () => {
  const near = [{ rateCenter: "HACKENSACK", state: "NJ", count: 1_183 }];
  expect(describeUnknownRateCenter("hack", near, "in NJ")).toBe(
    "HACK is not a rate center in NJ. HACKENSACK has 1,183.",
  );
  expect(describeUnknownRateCenter("hack", [{ ...near[0], rateCenter: "HACKENSACK", state: null, count: 1_183 }])).toBe(
    "HACK is not a rate center. HACKENSACK has 1,183.",
  );
  expect(describeUnknownRateCenter("zzz", [])).toBe(
    "ZZZ is not a rate center. No rate center with available numbers has a similar name.",
  );
});
