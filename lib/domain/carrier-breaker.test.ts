import { describe, expect, it } from "vitest";
import {
  chooseProbeDelay,
  describeCause,
  describeHeld,
  NO_SUSPICION,
  weighSign,
  type BreakerSign,
} from "./carrier-breaker";

/** At which of these signs, one per 100 ms, the carrier is asked whether it is well. */
function listSuspects(signs: readonly BreakerSign[]): number[] {
  let suspicion = NO_SUSPICION;
  return signs.flatMap((sign, index) => {
    const weighed = weighSign(suspicion, sign, 1_000 + index * 100);
    suspicion = weighed.suspicion;
    return weighed.isSuspect ? [index] : [];
  });
}

describe("weighSign", () => {
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

it("probes soon at first, never rarer than every 15 s, and at a relapse later", () => {
  expect([0, 1, 2, 3, 50].map((probes) => chooseProbeDelay("silent", probes, null))).toEqual([3, 5, 10, 15, 15]);
  expect(chooseProbeDelay("failing", 0, 5_000)).toBe(10);
  expect(chooseProbeDelay("failing", 0, 600_000)).toBe(3);
  expect([0, 9].map((probes) => chooseProbeDelay("credentials", probes, null))).toEqual([30, 30]);
});

it("says what is wrong and what waits", () => {
  expect(describeCause({ carrierLabel: "Bandwidth", cause: "credentials" })).toBe("Bandwidth refuses our credentials");
  expect(describeHeld({ unsent: 1_200, unsettled: 1, orders: 2 })).toBe(
    "1,200 numbers not yet sent and 1 number to be looked up in 2 orders wait.",
  );
  expect(describeHeld({ unsent: 1, unsettled: 0, orders: 1 })).toBe("1 number not yet sent in 1 order waits.");
  expect(describeHeld({ unsent: 0, unsettled: 0, orders: 0 })).toBe("Nothing waits for it at the moment.");
});
