import { expect, it } from "vitest";
import { checkQuery, expectRows, readFilter, writeSource } from "./check-query";

const counts = { ready: 988, problem: 12, blocked: 0, duplicate: 3, removed: 0, warned: 5 };
const read = (query: Record<string, string>, of = counts) => readFilter(checkQuery.parse(query), of);

it("shows rows to fix first, and all of them once there are none", () => {
  expect(read({}).state).toBe("problem");
  expect(read({}, { ...counts, problem: 0 }).state).toBeNull();
  expect(read({ show: "all" }).state).toBeNull();
  expect(read({ show: "nonsense" }).state).toBe("problem");
});

it("does not add a state to a filter that a person chose", () => {
  expect(read({ code: "extension" })).toEqual({ state: null, code: "extension", verdict: null, q: null });
  expect(read({ q: "201" }).state).toBeNull();
});

it("names the rows and expects as many as the counts say", () => {
  expect(writeSource("x", read({}))).toBe("/api/uploads/x/rows?state=problem");
  expect(writeSource("x", read({ show: "all", q: "a b" }))).toBe("/api/uploads/x/rows?q=a+b");
  expect(expectRows(read({}), counts)).toBe(12);
  expect(expectRows(read({ show: "all" }), counts)).toBe(1_003);
  expect(expectRows(read({ code: "extension" }), counts)).toBe(0);
});
