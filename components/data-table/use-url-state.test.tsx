import { expect, it } from "vitest";
import { changeQuery } from "./use-url-state";

it("sets, removes and keeps parameters, in one stable order", () => {
  expect(changeQuery("state=NJ&kind=import", { carrier: "bandwidth", kind: null })).toBe("carrier=bandwidth&state=NJ");
});

it("resets the position when the list changes", () => {
  expect(changeQuery("after=abc&sort=-created", { state: "NJ" })).toBe("sort=-created&state=NJ");
});

it("keeps the position when only the position changes", () => {
  expect(changeQuery("before=abc&sort=-created", { after: "xyz" })).toBe("after=xyz&sort=-created");
});

it("treats an empty value as absent", () => {
  expect(changeQuery("q=201", { q: "" })).toBe("");
});
