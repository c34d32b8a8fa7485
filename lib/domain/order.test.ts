import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { computeOrderStatus, countItems, isSettledItem, ITEM_STATES, ORDER_KINDS, sumOrder } from "./order";

const states = fc.array(fc.constantFrom(...ITEM_STATES), { minLength: 1, maxLength: 60 });

describe("the sums of an order", () => {
  it("always add up to what was requested", () => {
    fc.assert(
      fc.property(states, (items) => {
        const { requested, confirmed, failed, skipped, pending, unknown } = sumOrder(countItems(items));
        expect(requested).toBe(items.length);
        expect(confirmed + failed + skipped + pending + unknown).toBe(requested);
      }),
    );
  });
});

describe("the status of an order", () => {
  const submitted = { isSubmitted: true, isCancelled: false };

  it("is a draft until it is submitted, whatever its items", () => {
    fc.assert(
      fc.property(states, fc.boolean(), (items, isCancelled) => {
        expect(computeOrderStatus(countItems(items), { isSubmitted: false, isCancelled })).toBe("DRAFT");
      }),
    );
  });

  it("has ended if and only if every item is settled", () => {
    fc.assert(
      fc.property(states, fc.boolean(), (items, isCancelled) => {
        const status = computeOrderStatus(countItems(items), { isSubmitted: true, isCancelled });
        const hasEnded = ["COMPLETE", "PARTIAL", "FAILED", "CANCELLED"].includes(status);
        expect(hasEnded).toBe(items.every(isSettledItem));
      }),
    );
  });

  it("is COMPLETE only without a failure, FAILED only without a success, PARTIAL only with both", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom("confirmed", "failed", "skipped" as const), { minLength: 1 }), (items) => {
        const status = computeOrderStatus(countItems(items), submitted);
        const hasFailed = items.includes("failed");
        const hasSucceeded = items.some((item) => item !== "failed");
        expect(status).toBe(!hasFailed ? "COMPLETE" : hasSucceeded ? "PARTIAL" : "FAILED");
      }),
    );
  });

  it.each([
    [["queued", "queued"], "RECEIVED"],
    [["queued", "confirmed"], "PROCESSING"],
    [["unknown", "confirmed"], "PROCESSING"],
    [["failed"], "FAILED"],
    [["skipped"], "COMPLETE"],
    [["failed", "skipped"], "PARTIAL"],
  ] as const)("of %j is %s", (items, status) => {
    expect(computeOrderStatus(countItems(items), submitted)).toBe(status);
  });

  it("is CANCELLED once the sent part of a cancelled order has ended, and not before", () => {
    const cancelled = { isSubmitted: true, isCancelled: true };
    expect(computeOrderStatus(countItems(["skipped", "sending"]), cancelled)).toBe("PROCESSING");
    expect(computeOrderStatus(countItems(["skipped", "confirmed"]), cancelled)).toBe("CANCELLED");
  });
});

it("names only kinds that exist as inverses", () => {
  for (const { inverse } of Object.values(ORDER_KINDS))
    if (inverse !== null) expect(Object.keys(ORDER_KINDS)).toContain(inverse);
});
