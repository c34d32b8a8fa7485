import { expect, it } from "vitest";
import { deliveryQuery, describeDelivery, fillDays, spellShare, sumCounts } from "./delivery";

const counts = (delivered: number, refused: number, accepted = 0) => ({
  sent: delivered + refused + accepted,
  delivered,
  accepted,
  moving: 0,
  unknown: 0,
  refused,
});

const spell = (sent: Parameters<typeof describeDelivery>[0]) =>
  describeDelivery(sent)
    .map(({ text }) => text)
    .join(", ");

it("never rounds a failure away, and tells a share of what is known only", () => {
  expect([
    spellShare(9_999, 10_000),
    spellShare(1, 100_000),
    spellShare(0, 5),
    spellShare(5, 5),
    spellShare(0, 0),
  ]).toEqual([">99.9%", "<0.1%", "0%", "100%", null]);
  expect(spell(counts(98, 2, 50))).toBe("98% delivered, 2 refused, 50 without a receipt");
  expect(spell(counts(0, 0, 3))).toBe("3 sent, no receipt yet");
  expect(spell(sumCounts([]))).toBe("No messages sent");
});

it("shows days without messages, over the end of a month", () => {
  const row = { ...counts(1, 0), key: "2026-03-01", codes: [] };
  expect(fillDays([row], "2026-02-27", "2026-03-02").map(({ key, sent }) => [key, sent])).toEqual([
    ["2026-02-27", 0],
    ["2026-02-28", 0],
    ["2026-03-01", 1],
    ["2026-03-02", 0],
  ]);
});

it("falls back for what an address says wrong", () => {
  expect(deliveryQuery.parse({ days: "8", by: "week", from: "yesterday" })).toMatchObject({
    days: 7,
    by: "day",
    from: undefined,
  });
  expect(deliveryQuery.parse({ days: "30", from: "2026-11-01" })).toMatchObject({ days: 30, from: "2026-11-01" });
});
