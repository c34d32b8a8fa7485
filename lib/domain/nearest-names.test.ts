import { expect, it } from "vitest";
import { countEdits, describeUnknownRateCenter, findNearest, measureName } from "./nearest-names";

const NAMES = ["HOBOKEN", "HACKETTSTOWN", "HACKENSACK", "UNION CITY", "NEW BRUNSWICK", "BRUNSWICK", "OAKLAND"];
const find = (typed: string) => findNearest(NAMES, typed, (name) => name);

it("finds names that begin so, then those with such a word, then those that contain it", () => {
  expect(find("hack")).toEqual(["HACKETTSTOWN", "HACKENSACK"]);
  expect(find("bruns")).toEqual(["BRUNSWICK", "NEW BRUNSWICK"]);
  expect(find("nswick")).toEqual(["NEW BRUNSWICK", "BRUNSWICK"]);
});

it("finds names that were misspelled, whole or as far as they were typed, and nothing that is not near", () => {
  expect(find("HAKENSACK")).toEqual(["HACKENSACK"]);
  expect(find("HACKENSAKC")).toEqual(["HACKENSACK"]);
  expect(find("hocken")).toContain("HACKENSACK");
  expect(find("zzzz")).toEqual([]);
  expect(find("  ")).toEqual([]);
  expect(countEdits("kitten", "sitting")).toBe(3);
  expect(countEdits("", "abc")).toBe(3);
  expect(measureName("OAKLAND", "OAKLAND")).toBe(0);
});

it("says what is no rate center and which are near, with what they have", () => {
  const near = [{ rateCenter: "HACKENSACK", state: "NJ", count: 1_183 }];
  expect(describeUnknownRateCenter("hack", near, "in NJ")).toBe("HACK is no rate center in NJ. HACKENSACK has 1,183.");
  expect(describeUnknownRateCenter("hack", [{ ...near[0], rateCenter: "HACKENSACK", state: null, count: 1_183 }])).toBe(
    "HACK is no rate center. HACKENSACK has 1,183.",
  );
  expect(describeUnknownRateCenter("zzz", [])).toBe(
    "ZZZ is no rate center. None with numbers on offer has a name like it.",
  );
});
