import { expect, it } from "vitest";
import { describeLookup, describeRefresh, describeSums, describeUpload, MAX_WORK, readWorkKeys } from "./ended-work";

const sums = (some: object) => ({ requested: 0, confirmed: 0, failed: 0, skipped: 0, unknown: 0, ...some });
const ID = "0192f0c1-2b3c-7d4e-8f90-a1b2c3d4e5f6";

it("reads only keys, and not more than there can be", () => {
  expect(readWorkKeys(`order:${ID},upload:${ID},cart:${ID},order:x,,order:${ID}'--`)).toEqual([
    `order:${ID}`,
    `upload:${ID}`,
  ]);
  expect(readWorkKeys(Array.from({ length: MAX_WORK + 9 }, () => `order:${ID}`).join(","))).toHaveLength(MAX_WORK);
});

it.each([
  [{ requested: 1, confirmed: 1 }, "good", "1 number confirmed"],
  [{ requested: 1_200, confirmed: 1_200 }, "good", "all 1,200 numbers confirmed"],
  [{ requested: 42, confirmed: 40, failed: 1, skipped: 1 }, "bad", "40 confirmed, 1 failed, 1 skipped"],
  [{ requested: 3, confirmed: 2, unknown: 1 }, "unknown", "2 confirmed, 1 without a result"],
  [{ requested: 2, failed: 1, unknown: 1 }, "bad", "1 failed, 1 without a result"],
  [{ requested: 2, skipped: 2 }, "good", "2 skipped"],
])("says how %o ended", (some, tone, text) => expect(describeSums(sums(some))).toEqual({ tone, text }));

it("says what an upload waits for, and nothing while a worker is at it", () => {
  const upload = { name: "list.csv", ready: 990, toFix: 0, sums: sums({ requested: 2, confirmed: 2 }) };
  const describeIn = (state: Parameters<typeof describeUpload>[0]["state"], more = {}) =>
    describeUpload({ ...upload, state, ...more });
  expect(describeIn("map")?.text).toBe("list.csv: say what its columns are");
  expect(describeIn("check")).toEqual({ tone: "good", text: "list.csv: 990 rows ready" });
  expect(describeIn("check", { toFix: 10, ready: 1 })).toEqual({
    tone: "bad",
    text: "list.csv: 1 row ready, 10 to fix",
  });
  expect(describeIn("refused")).toEqual({ tone: "bad", text: "list.csv cannot be read" });
  expect(describeIn("submitted")).toEqual({ tone: "good", text: "list.csv: all 2 numbers confirmed" });
  expect(describeIn("loading")).toBeNull();
  expect(describeIn("check", { name: "x".repeat(80) })?.text).toMatch(/^x{59}…: 990/);
});

it("does not call a reading complete that brought less", () => {
  expect(describeLookup("Pasted", 1).text).toBe("Pasted: the carriers were asked about 1 number");
  expect(describeRefresh(5, 5)).toEqual({ tone: "good", text: "5 numbers read again, the carriers reported on all" });
  expect(describeRefresh(5, 3)).toMatchObject({ tone: "unknown", text: expect.stringContaining("reported on 3") });
});
