import { expect, it } from "vitest";
import { EMPTY_COUNTS } from "@/lib/domain/order";
import type { OutcomeGroup } from "@/lib/domain/order-view";
import { phoneNumber } from "@/lib/domain/phone-number";
import { planRetry } from "./plan-retry";

const NUMBER = phoneNumber.parse("+12015550123");
const group = (change: Partial<OutcomeGroup>): OutcomeGroup => ({
  cause: "c",
  state: "failed",
  code: "25060",
  message: "No.",
  isRetryable: false,
  count: 4,
  first: [NUMBER],
  meaning: "The number is owned by Bandwidth.",
  action: "Leave it out.",
  ...change,
});
const plan = (failed: number, retryable: number, groups: OutcomeGroup[]) =>
  planRetry({ counts: { ...EMPTY_COUNTS, failed }, retryable }, groups);

it("suggests a retry only where it can work, and says why it cannot", () => {
  expect(plan(0, 0, [])).toEqual({ offers: [], reason: null });
  expect(plan(4, 4, [group({ isRetryable: true })])).toMatchObject({
    offers: [{ label: "Retry 4 failed", variant: "primary", choice: { by: "failed" } }],
    reason: null,
  });
  expect(plan(4, 0, [group({})])).toMatchObject({
    offers: [{ label: "Retry 4 failed", variant: "secondary" }],
    reason: "Retry will not help: The number is owned by Bandwidth. Leave it out. (25060)",
  });
});

it("puts those that may work first, and keeps the way to try all", () => {
  const hopeful = group({ isRetryable: true, count: 2, code: "25070" });
  const { offers, reason } = plan(7, 2, [hopeful, group({}), group({ cause: "d", code: null, count: 1 })]);
  expect(offers.map(({ label, variant, choice, count }) => [label, variant, choice.by, count])).toEqual([
    ["Retry 2 of 7 failed", "primary", "retryable", 2],
    ["Retry all 7 failed", "secondary", "failed", 7],
  ]);
  expect(reason).toBe(
    "Retry will not help 5 of these numbers: The number is owned by Bandwidth. Leave it out. (25060); and 1 other cause below",
  );
});
