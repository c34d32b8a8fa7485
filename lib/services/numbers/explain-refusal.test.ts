import { describe, expect, it } from "vitest";
import { explainRefusal } from "./explain-refusal";
import type { AccountView, PendingItem, ServiceView } from "./number-view";
import { NOTHING_REPORTED } from "@/lib/domain/readiness-test-data";

const CAPABILITIES = {
  intelepeer: ["sms-enable", "sms-disable"],
  inumbering: ["purchase", "campaign-assign", "inventory"],
  bandwidth: ["import", "register", "messaging"],
} as const;

function account(carrierId: keyof typeof CAPABILITIES, service: Partial<ServiceView> | null = null): AccountView {
  const base = {
    accountId: carrierId,
    accountLabel: "Main",
    carrierId,
    carrierLabel: carrierId,
    isSandbox: false,
    ...NOTHING_REPORTED,
    facts: {},
  } as const;
  return {
    id: carrierId,
    name: carrierId,
    carrierId,
    carrierLabel: carrierId,
    isSandbox: false,
    isEnabled: true,
    capabilities: CAPABILITIES[carrierId],
    canRefresh: true,
    service: service && { ...base, ...service },
  };
}

const pending = (kind: PendingItem["kind"], state: PendingItem["state"] = "accepted"): PendingItem => ({
  orderId: "o",
  ref: "T123456789",
  kind,
  accountId: "intelepeer",
  carrierLabel: "intelepeer",
  accountLabel: "Main",
  state,
  message: null,
  createdAt: "2026-01-01T00:00:00.000Z",
  updatedAt: "2026-01-01T00:00:00.000Z",
  overdueSeq: null,
});

describe("what can be asked for", () => {
  it("offers SMS off only where SMS is on, and says why not", () => {
    expect(explainRefusal("sms-disable", account("intelepeer", { smsState: "provisioned" }), [])).toBeNull();
    expect(explainRefusal("sms-disable", account("intelepeer", { smsState: "none" }), [])).toContain("“none”");
    expect(explainRefusal("sms-disable", account("intelepeer"), [])).toContain("nothing about it");
    expect(explainRefusal("sms-enable", account("intelepeer", { smsState: "provisioned" }), [])).toContain("already");
  });

  it("lets no order run into another of the same account", () => {
    expect(explainRefusal("sms-enable", account("intelepeer"), [pending("sms-disable")])).toContain("T123456789");
    expect(explainRefusal("import", account("bandwidth"), [pending("sms-disable")])).toBeNull();
  });

  it("asks for the import before the registration", () => {
    expect(explainRefusal("register", account("bandwidth"), [])).toContain("first");
    expect(explainRefusal("register", account("bandwidth", { importState: "imported" }), [])).toBeNull();
  });
});
