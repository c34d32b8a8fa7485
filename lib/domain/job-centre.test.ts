import { expect, it } from "vitest";
import { describeRateQueue, estimateQueue, type RateQueue } from "./job-centre";

const queue = (change: Partial<RateQueue>): RateQueue => ({
  accountId: "a",
  group: "phone-numbers",
  carrierLabel: "Bandwidth",
  accountLabel: "Main",
  groupLabel: "Messaging: registration of numbers",
  perSecond: 100 / 60,
  allowedPerSecond: change.perSecond ?? 100 / 60,
  refusedLastMinute: 0,
  waiting: 412,
  calls: 412,
  callsLastMinute: 98,
  ahead: 0,
  blockedUntil: null,
  blockedWords: null,
  isHeld: false,
  at: "2026-11-22T10:00:00.000Z",
  ...change,
});

it("says the allowance, what waits for it, and about how long", () => {
  expect(describeRateQueue(queue({}))).toBe("Bandwidth allows 100 per minute here: 412 waiting, about 4 min.");
  expect(describeRateQueue(queue({ waiting: 12_000, calls: 3, perSecond: 5 }))).toBe(
    "Bandwidth allows 5 per second here: 12,000 waiting in 3 calls, about 1 s.",
  );
  expect(describeRateQueue(queue({ waiting: 0, calls: 0 }))).toBe(
    "Bandwidth allows 100 per minute here: nothing waiting.",
  );
});

it("says why calls leave more slowly than allowed", () => {
  expect(describeRateQueue(queue({ perSecond: 2.5, allowedPerSecond: 10, refusedLastMinute: 3 }))).toBe(
    "Sending at 2.5 per second: Bandwidth refused 3 calls in the last minute; 10 per second is allowed in settings. 412 waiting, about 3 min.",
  );
});

it("adds the carrier's own pause, and promises nothing while the account is held back", () => {
  expect(estimateQueue(queue({ calls: 10, perSecond: 1, blockedUntil: "2026-11-22T10:00:34.000Z" }))).toBe(44);
  expect(estimateQueue(queue({ calls: 10, perSecond: 1, ahead: 3 }))).toBe(13);
  expect(estimateQueue(queue({ isHeld: true }))).toBeNull();
  expect(describeRateQueue(queue({ isHeld: true }))).toBe(
    "Bandwidth allows 100 per minute here: 412 waiting until it is well again.",
  );
});
