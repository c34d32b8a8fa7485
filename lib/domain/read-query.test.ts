import { expect, it } from "vitest";
import { z } from "zod";
import { readPath, readQuery, readRawQuery } from "./read-query";

it("reads a page's and a handler's query alike: clean, and the first of several values", () => {
  const expected = { q: "a\uFFFDb", n: "1", "odd\uFFFD": "x" };
  expect(readRawQuery(new URLSearchParams("q=a%00b&n=1&n=2&odd%01=x"))).toEqual(expected);
  expect(readRawQuery({ q: "a\u0000b", n: ["1", "2"], "odd\u0001": "x", none: undefined, empty: [] })).toEqual(
    expected,
  );
});

it("refuses in words what has no fallback", () => {
  expect(() => readQuery(z.object({ id: z.uuid("Name an account.") }), new URLSearchParams("id=x"))).toThrow(
    "Name an account.",
  );
});

it("decodes a path where it can, and cleans it", () => {
  expect(readPath({ e164: "%2B13035551234", id: "%", more: "a%00%ED%A0%80" })).toEqual({
    e164: "+13035551234",
    id: "%",
    more: "a%00%ED%A0%80",
  });
  expect(readPath({ id: "a%00b", half: "\ud800" })).toEqual({ id: "a\uFFFDb", half: "\uFFFD" });
});
