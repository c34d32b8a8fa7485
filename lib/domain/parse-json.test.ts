import fc from "fast-check";
import { expect, it } from "vitest";
import { cleanValue } from "./clean-text";
import { parseJson } from "./parse-json";

it("cleans escaped characters in strings and in keys", () => {
  expect(parseJson(String.raw`{"a\u0000":"b\u0007","half":"\ud83d","feed":"\f","back":"\b","c1":"\u0080"}`)).toEqual({
    "a\uFFFD": "b\uFFFD",
    half: "\uFFFD",
    feed: "\uFFFD",
    back: "\uFFFD",
    c1: "\uFFFD",
  });
  expect(parseJson(String.raw`["\\u0000","\ud83d\ude00","\n"]`)).toEqual([String.raw`\u0000`, "😀", "\n"]);
  expect(parseJson('{"raw":"a\u0000b"}')).toEqual({ raw: "a\uFFFDb" });
});

it("returns the clean value of any JSON", () => {
  fc.assert(
    fc.property(fc.jsonValue({ stringUnit: "binary", maxDepth: 3 }), (value) => {
      expect(parseJson(JSON.stringify(value))).toEqual(cleanValue(JSON.parse(JSON.stringify(value))));
    }),
  );
});

it("rejects only JSON nested too deeply, before parsing it", () => {
  expect(() => parseJson("[".repeat(10_000) + "]".repeat(10_000))).toThrow(RangeError);
  expect(() => parseJson('{"a":'.repeat(101) + "1" + "}".repeat(101))).toThrow(RangeError);
  expect(parseJson(`["${"[{".repeat(1_000)}\\"["]`)).toEqual([`${"[{".repeat(1_000)}"[`]);
  expect(parseJson(`[${Array.from({ length: 500 }, () => "[[]]").join()}]`)).toHaveLength(500);
  expect(() => parseJson("{")).toThrow(SyntaxError);
});
