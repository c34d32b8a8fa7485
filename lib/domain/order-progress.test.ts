import { describe, expect, it } from "vitest";
import { EMPTY_COUNTS, sumOrder } from "./order";
import {
  choosePace,
  describeSums,
  describeWaiting,
  estimateSending,
  spellRate,
  spellSeconds,
  type OrderProgress,
} from "./order-progress";

const AT = "2026-11-22T10:00:00.000Z";
const progress = (change: Partial<OrderProgress>): OrderProgress => ({
  status: "PROCESSING",
  control: "run",
  counts: { ...EMPTY_COUNTS, queued: 412 },
  at: AT,
  settledAt: null,
  carrierLabel: "IntelePeer",
  callsPerSecond: 10,
  allowedPerSecond: change.callsPerSecond ?? 10,
  refusedLastMinute: 0,
  writeSize: 1,
  sentPerSecond: null,
  sentLastMinute: 0,
  pause: null,
  trouble: null,
  lastRefusal: null,
  nextCheckAt: null,
  expectedTollFree: null,
  otherOrders: 0,
  blockedUntil: null,
  blockedMessage: null,
  nextReadAt: null,
  expectedWithin: null,
  overdue: 0,
  ...change,
});

describe("what an order waits for", () => {
  it("names the queue, the carrier's allowance and the estimated end", () => {
    expect(describeWaiting(progress({}))).toEqual(["IntelePeer allows 10 per second here: 412 waiting, about 41 s."]);
  });

  it("says why calls leave more slowly than allowed", () => {
    const slowed = progress({ callsPerSecond: 2.5, allowedPerSecond: 10, refusedLastMinute: 3 });
    expect(describeWaiting(slowed)).toEqual([
      "Sending at 2.5 per second: IntelePeer refused 3 calls in the last minute; 10 per second is allowed in settings. 412 waiting, about 3 min.",
    ]);
  });

  it("counts calls, not numbers, where one call carries many, and shares the speed with other orders", () => {
    const many = progress({
      counts: { ...EMPTY_COUNTS, queued: 12_000 },
      writeSize: 5_000,
      callsPerSecond: 0.5,
      otherOrders: 1,
    });
    expect(estimateSending(many)).toBe(12);
    expect(describeWaiting(many)[0]).toBe(
      "IntelePeer allows 30 per minute here (calls of up to 5,000 numbers): 12,000 waiting, shared with 1 other order, about 12 s.",
    );
  });

  it("trusts the measured speed over the allowed one, and adds the time of a block", () => {
    const blocked = progress({ sentPerSecond: 4.12, blockedUntil: "2026-11-22T10:00:30.000Z" });
    expect(estimateSending(blocked)).toBeCloseTo(130);
    expect(describeWaiting(blocked)[0]).toBe("412 waiting, about 2 min in all.");
  });

  it("says nothing about the end of what is paused, or of a speed that nobody knows", () => {
    expect(estimateSending(progress({ control: "paused" }))).toBeNull();
    expect(describeWaiting(progress({ control: "paused" }))[0]).toContain("Paused: 412 waiting");
    expect(describeWaiting(progress({ callsPerSecond: null }))).toEqual(["412 waiting."]);
  });

  it("tells pending from unknown, and when somebody looks next", () => {
    const lines = describeWaiting(
      progress({
        counts: { ...EMPTY_COUNTS, accepted: 3, unknown: 2, confirmed: 7 },
        nextReadAt: "2026-11-22T10:00:12.000Z",
        expectedWithin: 900,
        expectedTollFree: 86_400,
        overdue: 1,
      }),
    );
    expect(lines).toEqual([
      "3 accepted by IntelePeer, not confirmed yet; next look in 12 s; usually within 15 min, toll-free within 24 h.",
      "1 of them longer than usual.",
      "2 unknown: the answer was lost or left them out; checked at IntelePeer; next look in 12 s.",
    ]);
    const given = describeWaiting(progress({ counts: { ...EMPTY_COUNTS, unknown: 2 } }));
    expect(given).toEqual(["2 unknown: no further check is planned. Check again, or decide."]);
  });

  it("promises nothing while the carrier account is paused", () => {
    const held = progress({
      counts: { ...EMPTY_COUNTS, queued: 412, accepted: 3 },
      nextReadAt: "2026-11-22T10:00:12.000Z",
      pause: {
        accountId: "a",
        carrierLabel: "IntelePeer",
        accountLabel: "Main",
        cause: "silent",
        since: AT,
        lastAnswer: "No answer in time.",
        probedAt: AT,
        nextProbeAt: AT,
        unsent: 412,
        unsettled: 3,
        orders: 1,
        at: AT,
      },
    });
    expect(estimateSending(held)).toBeNull();
    expect(describeWaiting(held)).toEqual([
      "412 waiting until IntelePeer recovers.",
      "3 accepted by IntelePeer, not confirmed yet.",
    ]);
    // Where only changes are held, looking up goes on.
    expect(describeWaiting({ ...held, pause: held.pause && { ...held.pause, cause: "writes" } })).toEqual([
      "412 waiting until IntelePeer accepts changes again.",
      "3 accepted by IntelePeer, not confirmed yet; next look in 12 s.",
    ]);
  });

  it("waits for nothing once everything is settled", () => {
    expect(describeWaiting(progress({ counts: { ...EMPTY_COUNTS, confirmed: 5 } }))).toEqual([]);
    expect(describeSums(sumOrder({ ...EMPTY_COUNTS, confirmed: 5, skipped: 1 }))).toBe(
      "6 requested: 5 confirmed, 1 skipped.",
    );
  });
});

it("spells spans and speeds", () => {
  expect([0.2, 41.4, 300, 7_800].map(spellSeconds)).toEqual(["1 s", "41 s", "5 min", "2 h 10 min"]);
  expect([10, 100 / 60, 0.5, 0.01].map(spellRate)).toEqual([
    "10 per second",
    "100 per minute",
    "30 per minute",
    "36 per hour",
  ]);
});

it("is read again quickly while it moves, slowly while it waits for a person, and not at all once it has ended", () => {
  const paceOf = (change: Partial<OrderProgress>) => choosePace(progress(change));
  const counts = (change: Partial<OrderProgress["counts"]>) => ({ ...EMPTY_COUNTS, ...change });
  expect(paceOf({ counts: counts({ queued: 3 }) })).toBe("moving");
  expect(paceOf({ counts: counts({ queued: 3 }), control: "paused" })).toBe("resting");
  expect(paceOf({ counts: counts({ confirmed: 3, unknown: 1 }), nextReadAt: null })).toBe("resting");
  expect(paceOf({ counts: counts({ unknown: 1 }), nextReadAt: "2026-11-22T10:00:00Z" })).toBe("moving");
  expect(paceOf({ counts: counts({ confirmed: 3, failed: 1 }) })).toBe("off");
});
