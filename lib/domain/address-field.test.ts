import { expect, it } from "vitest";
import { day, instant, one, rowPlace } from "./address-field";

it("takes the first of several values and ignores invalid ones", () => {
  const field = one(day);
  expect(field.parse([" 2026-01-31 ", "x"])).toBe("2026-01-31");
  expect(field.parse("yesterday")).toBeUndefined();
  expect(field.parse(undefined)).toBeUndefined();
});

it.each([
  [day, "0000-01-01"],
  [day, "2026-02-30"],
  [instant, "0000-01-01T00:00:00.000Z"],
  [instant, "March 7"],
  [instant, "0"],
  [rowPlace, "1.------------------------------------"],
  [rowPlace, "1.00000000000000000000000000000000----"],
])("rejects positions that the database would reject: %#", (schema, text) => {
  expect(schema.safeParse(text).success).toBe(false);
});

it("accepts what the lists write", () => {
  expect(rowPlace.safeParse(`${Date.now()}.0198c0de-0000-7000-8000-000000000000`).success).toBe(true);
  expect(instant.safeParse(new Date().toISOString()).success).toBe(true);
});
