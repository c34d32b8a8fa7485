import { expect, it } from "vitest";
import type { SmsState } from "@/lib/domain/service-state";
import { NUMBER_ACTIONS } from "@/lib/domain/order";
import { explainRefusal, warnOfAction } from "./explain-refusal";
import type { ServiceView } from "./number-view";
import { NOTHING_REPORTED } from "@/lib/domain/readiness-test-data";

const service = (smsState: SmsState | "unknown" | null): ServiceView => ({
  accountId: "a",
  accountLabel: "A",
  carrierId: "intelepeer",
  carrierLabel: "IntelePeer",
  isSandbox: true,
  ...NOTHING_REPORTED,
  smsState,
  facts: {},
});
const account = (smsState: SmsState | "unknown" | null) => ({
  id: "a",
  carrierLabel: "IntelePeer",
  isEnabled: true,
  service: service(smsState),
});

it("asks for SMS on where the carrier does not list the number, and says what that leaves open", () => {
  expect(explainRefusal("sms-enable", account("not-found"), [])).toBeNull();
  expect(warnOfAction("sms-enable", account("not-found"))).toBe(
    "IntelePeer does not list it: SMS is off there, or the number is not ours. If it is not ours, IntelePeer refuses the order.",
  );
  for (const state of ["none", "provisioned", "error", "unknown", null] as const)
    expect(warnOfAction("sms-enable", account(state)), String(state)).toBeNull();
  for (const action of NUMBER_ACTIONS.filter((one) => one !== "sms-enable"))
    expect(warnOfAction(action, account("not-found")), action).toBeNull();
});

it("says of a number that is not listed that it is off or not ours, and never that it is off", () => {
  for (const action of ["sms-disable", "webhook-set"] as const)
    expect(explainRefusal(action, account("not-found"), [])).toContain("SMS is off there, or the number is not ours");
});
