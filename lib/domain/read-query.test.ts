import { expect, it } from "vitest";
import { z } from "zod";
import { readPath, readQuery, readRawQuery } from "./read-query";

it("reads a page's and a handler's query the same way: clean, first of several values", () => {
  const expected = { q: "a\uFFFDb", n: "1", "odd\uFFFD": "x" };
  expect(readRawQuery(new URLSearchParams("q=a%00b&n=1&n=2&odd%01=x"))).toEqual(expected);
  expect(readRawQuery({ q: "a\u0000b", n: ["1", "2"], "odd\u0001": "x", none: undefined, empty: [] })).toEqual(
    expected,
  );
});

it("rejects with a message what has no fallback", () => {
  expect(() => readQuery(z.object({ id: z.uuid("Choose an account.") }), new URLSearchParams("id=x"))).toThrow(
    "Choose an account.",
  );
});

it("decodes a path if possible, and cleans it", () => {
  expect(readPath({ e164: "%2B13035551234", id: "%", more: "a%00%ED%A0%80" })).toEqual({
    e164: "+13035551234",
    id: "%",
    more: "a%00%ED%A0%80",
  });
  expect(readPath({ id: "a%00b", half: "\ud800" })).toEqual({ id: "a\uFFFDb", half: "\uFFFD" });
});
