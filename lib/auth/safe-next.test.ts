import { expect, it } from "vitest";
import { readSafeNext } from "./safe-next";

it.each(["/numbers", "/numbers?state=NJ&sort=-created", "/numbers/%2B12015550123", "/orders#items"])(
  "keeps %s",
  (next) => {
    expect(readSafeNext(next)).toBe(next);
  },
);

it.each([
  "https://evil.example",
  "//evil.example",
  "/\\evil.example",
  "/\t/evil.example",
  "\\\\evil.example",
  "javascript:alert(1)",
  "/..//evil.example",
  "/.//evil.example",
  "/sign-in?next=/numbers",
  "/api/auth/signout",
  "numbers",
  "",
  null,
  undefined,
  `/${"a".repeat(3000)}`,
])("falls back to the home page for %s", (next) => {
  expect(readSafeNext(next)).toBe("/");
});
