import { describe, expect, it } from "vitest";
import {
  chooseProbeDelay,
  describeCause,
  describeHeld,
  failsWrites,
  NO_SUSPICION,
  NO_WRITE_SUSPICION,
  evaluateHealth,
  evaluateWrite,
  type WatchedHealth,
} from "./carrier-breaker";

/** At which of these signs, one per 100 ms, the carrier is asked whether it is well. */
function listSuspects(signs: readonly WatchedHealth[]): number[] {
  let suspicion = NO_SUSPICION;
  return signs.flatMap((sign, index) => {
    const evaluated = evaluateHealth(suspicion, sign, 1_000 + index * 100);
    suspicion = evaluated.suspicion;
    return evaluated.isSuspect ? [index] : [];
  });
}

describe("evaluateHealth", () => {
  it.each([
    ["nothing but answers", ["well", "limited", "well"], []],
    ["a single failure, and another much later", ["failing", "failing", "well", "failing", "failing"], []],
    ["three failures in a row", ["well", "failing", "failing", "failing"], [3]],
    ["a storm, once only", ["failing", "failing", "failing", "failing", "failing", "failing"], [2]],
    ["a call that hangs", ["stalled"], [0]],
    ["one number that is not ours", ["refused", "well", "refused"], []],
    ["refusals only", ["refused", "refused"], [1]],
    ["a storm of limits", ["limited", "limited", "limited", "limited"], []],
    ["failures between refusals", ["failing", "failing", "refused", "failing", "failing"], []],
  ] as const)("%s", (_what, signs, suspects) => {
    expect(listSuspects(signs)).toEqual(suspects);
  });

  it("asks again after a while, while it lasts", () => {
    const storm = Array.from({ length: 120 }, () => "failing" as const);
    expect(listSuspects(storm)).toEqual([2, 52, 102]);
  });
});

describe("evaluateWrite", () => {
  /** At which of these changes, `every` ms apart, the account is suspected. */
  const listSuspectWrites = (signs: readonly WatchedHealth[], every = 100) => {
    let suspicion = NO_WRITE_SUSPICION;
    return signs.flatMap((sign, index) => {
      const evaluated = evaluateWrite(suspicion, sign, 1_000_000 + index * every);
      suspicion = evaluated.suspicion;
      return evaluated.isSuspect ? [index] : [];
    });
  };
  const failing = (count: number) => Array.from({ length: count }, () => "failing" as const);

  it.each([
    ["three that come to nothing", failing(3), 100, []],
    ["four in a row", failing(4), 100, [3]],
    ["one that got through between them", [...failing(3), "well", ...failing(3)], 100, []],
    ["a refusal between them, which is an answer", [...failing(3), "refused", ...failing(3)], 100, []],
    ["a storm, now and then", failing(80), 100, [3, 53]],
    ["one in ten minutes, which others may have followed", failing(9), 600_000, []],
  ] as const)("%s", (_what, signs, every, suspects) => {
    expect(listSuspectWrites(signs, every)).toEqual(suspects);
  });

  it("forgets what failed long ago", () => {
    const { suspicion } = evaluateWrite({ failing: 3, failedAt: 1_000, quietUntil: 0 }, "failing", 2_000);
    expect([3_000, 70_000].map((now) => failsWrites(suspicion, now))).toEqual([true, false]);
  });
});

it("probes soon at first, never rarer than every 15 s, and at a relapse later", () => {
  expect([0, 1, 2, 3, 50].map((probes) => chooseProbeDelay("silent", probes, null))).toEqual([3, 5, 10, 15, 15]);
  expect(chooseProbeDelay("failing", 0, 5_000)).toBe(10);
  expect(chooseProbeDelay("failing", 0, 600_000)).toBe(3);
  expect([0, 9].map((probes) => chooseProbeDelay("credentials", probes, null))).toEqual([30, 30]);
  expect([0, 1, 2, 3, 4, 9].map((probes) => chooseProbeDelay("writes", probes, null))).toEqual([5, 10, 20, 30, 60, 60]);
});

it("says what is wrong and what waits", () => {
  expect(describeCause({ carrierLabel: "Bandwidth", cause: "credentials" })).toBe("Bandwidth refuses our credentials");
  expect(describeHeld({ cause: "silent", unsent: 1_200, unsettled: 1, orders: 2 })).toBe(
    "1,200 numbers not yet sent and 1 number to be looked up in 2 orders wait.",
  );
  expect(describeHeld({ cause: "silent", unsent: 1, unsettled: 0, orders: 1 })).toBe(
    "1 number not yet sent in 1 order waits.",
  );
  // What is looked up does not wait where only changes do.
  expect(describeHeld({ cause: "writes", unsent: 3, unsettled: 9, orders: 2 })).toBe(
    "3 numbers not yet sent in 2 orders wait.",
  );
  expect(describeHeld({ cause: "writes", unsent: 0, unsettled: 9, orders: 2 })).toBe(
    "Nothing waits for it at the moment.",
  );
  expect(describeHeld({ cause: "silent", unsent: 0, unsettled: 0, orders: 0 })).toBe(
    "Nothing waits for it at the moment.",
  );
});
