import fc from "fast-check";
import { expect, it } from "vitest";
import { cleanText, cleanValue } from "./clean-text";

it("replaces what PostgreSQL rejects and keeps everything else", () => {
  expect(cleanText("a\u0000b\u0007c\u007F")).toBe("a\uFFFDb\uFFFDc\uFFFD");
  expect(cleanText("tab\tline\r\nend")).toBe("tab\tline\r\nend");
  expect(cleanText("half \uD83D pair \uDE00")).toBe("half \uFFFD pair \uFFFD");
  expect(cleanText("whole 😀 pair")).toBe("whole 😀 pair");
});

it("leaves the six characters of an escape alone", () => {
  expect(cleanText(String.raw`\u0000`)).toBe(String.raw`\u0000`);
});

it("returns well-formed text for any input", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      expect(cleanText(text)).not.toMatch(/\u0000/);
      expect(Buffer.from(cleanText(text), "utf8").toString("utf8")).toBe(cleanText(text));
    }),
  );
});

it("cleans strings and keys at any depth", () => {
  expect(cleanValue({ "k\u0000": ["a\u0000", { deep: "b\uD800" }], n: 1, none: null })).toEqual({
    "k\uFFFD": ["a\uFFFD", { deep: "b\uFFFD" }],
    n: 1,
    none: null,
  });
});
