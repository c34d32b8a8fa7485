import { describe, expect, it } from "vitest";
import { judgeAction } from "./judge-action";
import { listReadiness, type ReadinessInput } from "./list-readiness";
import type { AccountView, PendingItem, ServiceDetail } from "./number-view";

const CAPABILITIES = {
  intelepeer: ["sms-enable", "sms-disable"],
  inumbering: ["purchase", "campaign-assign", "inventory"],
  bandwidth: ["import", "register", "messaging"],
} as const;

function account(carrierId: keyof typeof CAPABILITIES, service: Partial<ServiceDetail> | null = null): AccountView {
  const base = {
    accountId: carrierId,
    accountLabel: "Main",
    carrierId,
    carrierLabel: carrierId,
    isSandbox: false,
    ownership: "unknown",
    smsState: null,
    importState: null,
    registrationState: null,
    applicationId: null,
    campaignId: null,
    webhookUrl: null,
    route: null,
    facts: {},
    raw: null,
    changedAt: "2026-01-01T00:00:00.000Z",
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
});

const input = (accounts: AccountView[], rest: Partial<ReadinessInput> = {}): ReadinessInput => ({
  accounts,
  pending: [],
  marks: { sentAt: null, sendingAt: null, inboundAt: null },
  isTollFree: false,
  ...rest,
});
const spell = (given: ReadinessInput) =>
  listReadiness(given).map(({ id, state, isNext }) => `${id} ${state}${isNext ? "!" : ""}`);

describe("the readiness path", () => {
  it("highlights the first step that is not done", () => {
    const accounts = [
      account("inumbering", { ownership: "owned", route: "4" }),
      account("intelepeer", { smsState: "provisioned" }),
      account("bandwidth", { importState: "imported" }),
    ];
    expect(spell(input(accounts))).toEqual([
      "owned done",
      "active done",
      "sms done",
      "campaign missing!",
      "imported done",
      "registered missing",
      "tested missing",
      "inbound missing",
    ]);
  });

  it("hides what no carrier in use offers, and campaigns for toll-free numbers", () => {
    expect(spell(input([account("intelepeer")]))).toEqual(["sms missing!"]);
    expect(spell(input([account("inumbering")], { isTollFree: true }))).toEqual(["owned unknown!"]);
    expect(spell(input([{ ...account("bandwidth"), isEnabled: false }]))).toEqual([]);
  });

  it("shows the steps of the number's own carriers once it texts through one, and of all before", () => {
    const own = { smsState: "none", importState: "none" } as const;
    const spellIds = (accounts: AccountView[]) => listReadiness(input(accounts)).map(({ id }) => id);
    const bought = account("inumbering", { ownership: "owned", route: "4" });
    expect(spellIds([bought, account("intelepeer", own), account("bandwidth")])).toEqual([
      ...["owned", "active", "sms", "campaign", "imported", "registered", "tested", "inbound"],
    ]);
    expect(
      spell(input([account("inumbering"), account("intelepeer"), account("bandwidth", { importState: "imported" })])),
    ).toEqual(["imported done", "registered missing!", "tested missing", "inbound missing"]);
    const on = account("intelepeer", { smsState: "provisioned" });
    expect(spell(input([bought, on, account("bandwidth")]))).toEqual([
      "owned done",
      "active done",
      "sms done",
      "campaign missing!",
    ]);
    const hooked = account("intelepeer", { smsState: "provisioned", webhookUrl: "https://tandem.example.com/" });
    expect(spell(input([hooked, account("bandwidth")]))).toEqual(["sms done", "inbound missing!"]);
  });

  it("is done only in a carrier's words: every other SMS state is pending, failed, missing or unknown", () => {
    const states = [
      "none",
      "not-found",
      "requested",
      "provisioning",
      "provisioned",
      "derequested",
      "deprovisioning",
      "error",
      "unknown",
    ] as const;
    expect(states.map((smsState) => listReadiness(input([account("intelepeer", { smsState })]))[0]?.state)).toEqual([
      "missing",
      "missing",
      "pending",
      "pending",
      "done",
      "pending",
      "pending",
      "failed",
      "unknown",
    ]);
  });

  it("shows an order under way before the state it is about to change, and a lost one as unknown", () => {
    const accounts = [account("intelepeer", { smsState: "provisioned" })];
    expect(spell(input(accounts, { pending: [pending("sms-disable")] }))).toEqual(["sms pending!"]);
    expect(spell(input(accounts, { pending: [pending("sms-disable", "unknown")] }))).toEqual(["sms unknown!"]);
  });

  it("counts a test as sent only when the carrier said so", () => {
    const accounts = [account("bandwidth", { importState: "imported", registrationState: "registered" })];
    const marks = { sentAt: null, sendingAt: "2026-01-01T00:00:00.000Z", inboundAt: null };
    expect(spell(input(accounts, { marks }))).toContain("tested pending!");
    expect(spell(input(accounts, { marks: { ...marks, sentAt: marks.sendingAt } }))).toContain("tested done");
  });
});

describe("what can be asked for", () => {
  it("offers SMS off only where SMS is on, and says why not", () => {
    expect(judgeAction("sms-disable", account("intelepeer", { smsState: "provisioned" }), [])).toBeNull();
    expect(judgeAction("sms-disable", account("intelepeer", { smsState: "none" }), [])).toContain("“none”");
    expect(judgeAction("sms-disable", account("intelepeer"), [])).toContain("nothing of it");
    expect(judgeAction("sms-enable", account("intelepeer", { smsState: "provisioned" }), [])).toContain("already");
  });

  it("lets no order run into another of the same account", () => {
    expect(judgeAction("sms-enable", account("intelepeer"), [pending("sms-disable")])).toContain("T123456789");
    expect(judgeAction("import", account("bandwidth"), [pending("sms-disable")])).toBeNull();
  });

  it("asks for the import before the registration", () => {
    expect(judgeAction("register", account("bandwidth"), [])).toContain("first");
    expect(judgeAction("register", account("bandwidth", { importState: "imported" }), [])).toBeNull();
  });
});
