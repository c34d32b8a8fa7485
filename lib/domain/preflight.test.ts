import { expect, it } from "vitest";
import { phoneNumber } from "./phone-number";
import { countOutcomes, groupVerdicts, type PreflightVerdict } from "./preflight";

const number = (last: number) => phoneNumber.parse(`+1201555010${last}`);
const verdict = (outcome: PreflightVerdict["outcome"], code: string): PreflightVerdict => ({
  outcome,
  code,
  title: code,
  explanation: code,
  isIncluded: outcome === "change",
});

it("puts every number into exactly one group, changes first, each open order once", () => {
  const busy = verdict("same", "busy");
  const groups = groupVerdicts([
    { number: number(1), verdict: busy, order: { id: "a", ref: "TA" } },
    { number: number(2), verdict: verdict("change", "off") },
    { number: number(3), verdict: busy, order: { id: "a", ref: "TA" } },
    { number: number(4), verdict: busy, order: { id: "b", ref: "TB" } },
  ]);
  expect(groups.map((group) => group.code)).toEqual(["off", "busy"]);
  expect(groups[1]?.orders.map((order) => order.ref)).toEqual(["TA", "TB"]);
  expect(countOutcomes(groups)).toEqual({ change: 1, same: 3, fail: 0, unknown: 0 });
});
