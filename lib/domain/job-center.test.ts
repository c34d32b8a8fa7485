import { expect, it } from "vitest";
import { describeRateQueue, type RateQueue } from "./job-center";

const queue = (change: Partial<RateQueue>): RateQueue => ({
  accountId: "a",
  group: "phone-numbers",
  carrierLabel: "Bandwidth",
  accountLabel: "Main",
  groupLabel: "Messaging: number registration",
  perSecond: 100 / 60,
  allowedPerSecond: change.perSecond ?? 100 / 60,
  refusedLastMinute: 0,
  waiting: 412,
  calls: 412,
  callsLastMinute: 98,
  blockedUntil: null,
  blockedMessage: null,
  isPaused: false,
  at: "2026-11-22T10:00:00.000Z",
  ...change,
});

it("describes the allowance and what is waiting; each order shows its own estimate", () => {
  expect(describeRateQueue(queue({}))).toBe("Bandwidth allows 100 per minute here: 412 waiting.");
  expect(describeRateQueue(queue({ waiting: 12_000, calls: 3, perSecond: 5 }))).toBe(
    "Bandwidth allows 5 per second here: 12,000 waiting in 3 calls.",
  );
  expect(describeRateQueue(queue({ waiting: 0, calls: 0 }))).toBe(
    "Bandwidth allows 100 per minute here: nothing waiting.",
  );
});

it("explains why calls are slower than allowed", () => {
  expect(describeRateQueue(queue({ perSecond: 2.5, allowedPerSecond: 10, refusedLastMinute: 3 }))).toBe(
    "Sending at 2.5 per second: Bandwidth refused 3 calls in the last minute; 10 per second is allowed in settings. 412 waiting.",
  );
});

it("says that the account is paused", () => {
  expect(describeRateQueue(queue({ isPaused: true }))).toBe(
    "Bandwidth allows 100 per minute here: 412 waiting until the carrier recovers.",
  );
});
