import { describe, expect, it } from "vitest";
import { listReadiness, type ReadinessInput, summarizeReadiness } from "./readiness";
import {
  account,
  ago,
  campaign,
  drifted,
  inCampaign,
  NO_MESSAGES,
  openOrder,
  readinessInput as input,
} from "./readiness-test-data";
import { SMS_STATES } from "./service-state";

const spell = (readiness: ReadinessInput) =>
  listReadiness(readiness).map(({ id, state, isNext }) => `${id} ${state}${isNext ? "!" : ""}`);
const find = (readiness: ReadinessInput, step: string) => listReadiness(readiness).find(({ id }) => id === step);

const bought = account("inumbering", { ownership: "owned", route: "4" });
const smsOn = account("intelepeer", { smsState: "provisioned" });
const registered = account("bandwidth", {
  importState: "imported",
  registrationState: "registered",
  applicationId: "a-1",
});

describe("the steps that apply", () => {
  const cases: [string, ReadinessInput, string[]][] = [
    [
      "a number imported from another carrier",
      input([account("inumbering"), account("intelepeer"), account("bandwidth", { importState: "imported" })]),
      ["imported done", "registered missing!", "tested missing", "inbound missing"],
    ],
    [
      "a purchased number with SMS on shows no Bandwidth steps",
      input([bought, smsOn, account("bandwidth")]),
      ["owned done", "active done", "sms done", "campaign missing!"],
    ],
    [
      "a number known only to IntelePeer, with SMS off, shows no other carriers",
      input([account("bandwidth"), account("intelepeer", { smsState: "none" }), account("inumbering")]),
      ["sms missing!"],
    ],
    [
      "a purchased number with SMS off at IntelePeer shows no import, even if Bandwidth was read",
      input([bought, account("intelepeer", { smsState: "none" }), account("bandwidth", { registrationState: "none" })]),
      ["owned done", "active done", "sms missing!", "campaign missing"],
    ],
    [
      "a purchased number not read at any other carrier",
      input([account("bandwidth"), account("intelepeer"), bought]),
      ["owned done", "active done", "sms unknown!", "campaign missing"],
    ],
    [
      "a number that IntelePeer does not find drops IntelePeer once Bandwidth has it",
      input([account("intelepeer", { smsState: "not-found" }), registered]),
      ["imported done", "registered done", "tested missing!", "inbound missing"],
    ],
    [
      "an unknown number: only the account to read first",
      input([account("bandwidth"), account("intelepeer"), account("inumbering")]),
      ["owned unknown!"],
    ],
    [
      "the same without a carrier that sells numbers",
      input([account("bandwidth"), account("intelepeer")]),
      ["sms unknown!"],
    ],
    ["no account in use", input([account("bandwidth", null, { isEnabled: false })]), []],
    [
      "an open order adds its account to the path",
      input([account("bandwidth"), account("intelepeer")], { pending: [openOrder("import", "bandwidth")] }),
      ["imported pending!", "registered missing", "tested missing", "inbound missing"],
    ],
    [
      "a webhook adds the inbound step",
      input([account("intelepeer", { smsState: "provisioned", webhookUrl: "https://tandem.example.com/" })]),
      ["sms done", "inbound missing!"],
    ],
    [
      "toll-free numbers have no campaign",
      input([bought, smsOn], { isTollFree: true }),
      ["owned done", "active done", "sms done"],
    ],
    [
      "a disabled account keeps what it reported",
      input([account("intelepeer", { smsState: "provisioned" }, { isEnabled: false })]),
      ["sms done"],
    ],
  ];
  it.each(cases)("%s", (_name, readiness, expected) => expect(spell(readiness)).toEqual(expected));
});

describe("a campaign is evaluated by its status at the carrier", () => {
  const cases = [
    ["ready", "CAMPAIGN_DCA_COMPLETE", "done"],
    ["ended", "CAMPAIGN_EXPIRED", "failed"],
    ["ended", "CAMPAIGN_SUSPENDED", "failed"],
    ["absent", "CAMPAIGN_INVALID_ID", "failed"],
    ["waiting", "CAMPAIGN_ADD", "pending"],
    [null, null, "unknown"],
  ] as const;
  it.each(cases)("%s (%s): %s", (standing, event, state) => {
    const readiness = input([inCampaign(), smsOn], { campaigns: [campaign(standing, event)] });
    expect(find(readiness, "campaign")).toMatchObject({ state, isNext: state !== "done", isRequired: true });
    if (event) expect(find(readiness, "campaign")?.detail).toContain(event);
  });

  it("is unknown while the campaign is not recorded here or belongs to another account", () => {
    expect(find(input([inCampaign(), smsOn]), "campaign")?.state).toBe("unknown");
    const others = { ...campaign("ready", "CAMPAIGN_DCA_COMPLETE"), accountId: "another" };
    expect(find(input([inCampaign(), smsOn], { campaigns: [others] }), "campaign")?.state).toBe("unknown");
  });

  it("is as old as the older of its two readings", () => {
    const campaigns = [campaign("ready", "CAMPAIGN_DCA_COMPLETE", { checkedDays: 5 })];
    expect(find(input([inCampaign(), smsOn], { campaigns }), "campaign")?.at).toBe(ago(5));
  });
});

it("is done only if a carrier reports it: every other SMS state is pending, failed, missing or unknown", () => {
  const states = [...SMS_STATES, "unknown"] as const;
  expect(
    Object.fromEntries(
      states.map((smsState) => [smsState, find(input([account("intelepeer", { smsState })]), "sms")?.state]),
    ),
  ).toEqual({
    none: "missing",
    "not-found": "unknown",
    requested: "pending",
    provisioning: "pending",
    provisioned: "done",
    derequested: "pending",
    deprovisioning: "pending",
    error: "failed",
    unknown: "unknown",
  });
});

it("shows an open order instead of the state that it will change, and a lost result as unknown", () => {
  expect(spell(input([smsOn], { pending: [openOrder("sms-disable", "intelepeer")] }))).toEqual(["sms pending!"]);
  const lost = [openOrder("sms-disable", "intelepeer", "unknown")];
  expect(spell(input([smsOn], { pending: lost }))).toEqual(["sms unknown!"]);
});

describe("messages", () => {
  const readiness = (marks: Partial<ReadinessInput["marks"]>, rest: Partial<ReadinessInput> = {}) =>
    input([registered], { marks: { ...NO_MESSAGES, ...marks }, ...rest });

  it("count as a test only if the carrier reported one as sent", () => {
    expect(spell(readiness({ sendingAt: ago(0) }))).toContain("tested pending!");
    expect(spell(readiness({ sendingAt: ago(0), sentAt: ago(0) }))).toContain("tested done");
  });

  it("are stale after the configured age", () => {
    expect(spell(readiness({ sentAt: ago(89), inboundAt: ago(90) }))).toContain("tested done");
    const old = readiness({ sentAt: ago(91), inboundAt: ago(365) });
    expect(spell(old).slice(2)).toEqual(["tested stale!", "inbound stale"]);
    expect(find(old, "tested")?.detail).toContain("90 days");
    expect(spell({ ...old, messageAgeDays: 400 }).slice(2)).toEqual(["tested done", "inbound done"]);
  });

  it("show that unread steps are not missing", () => {
    const accounts = [bought, smsOn];
    const marks = { ...NO_MESSAGES, inboundAt: ago(1) };
    expect(find(input(accounts), "campaign")).toMatchObject({ state: "missing", isNext: true });
    expect(find(input(accounts, { marks }), "campaign")).toMatchObject({ state: "unrecorded", isNext: false });
    const stale = { ...NO_MESSAGES, inboundAt: ago(120) };
    expect(find(input(accounts, { marks: stale }), "campaign")?.state).toBe("missing");
    // A carrier's later reading overrides the message.
    const off = [account("intelepeer", { smsState: "none" }, { readDays: 0.5 })];
    expect(find(input(off, { marks }), "sms")?.state).toBe("missing");
  });

  it("prove nothing of a carrier that they did not go through", () => {
    const read = account("intelepeer", { smsState: "none" }, { readDays: 2 });
    const off = drifted(read, "lost-sms", "provisioned", "none");
    const marks = { ...NO_MESSAGES, sentAt: ago(0) };
    expect(find(input([off, registered], { marks }), "sms")).toMatchObject({ state: "missing", at: ago(2) });
  });

  it("never show a missing step before done ones on a number that texts", () => {
    const seen = { ...NO_MESSAGES, sentAt: ago(0), inboundAt: ago(0) };
    const only = [account("bandwidth", { registrationState: "registered", applicationId: "a-1" })];
    expect(spell(input(only, { marks: seen }))).toEqual([
      "imported unrecorded",
      "registered done",
      "tested done",
      "inbound done",
    ]);
  });
});

it("puts required steps first", () => {
  const unrouted = account("inumbering", { ownership: "owned", campaignId: "C1234AB" });
  const campaigns = [campaign("ended", "CAMPAIGN_EXPIRED")];
  expect(spell(input([unrouted, smsOn], { campaigns }))).toEqual([
    "owned done",
    "active unknown",
    "sms done",
    "campaign failed!",
  ]);
});

it("is summarized in two steps for lists", () => {
  const steps = listReadiness(input([inCampaign(), smsOn], { campaigns: [campaign("ended", "CAMPAIGN_EXPIRED")] }));
  expect(summarizeReadiness(steps)).toEqual({
    reached: { id: "sms", label: "SMS on", state: "done", detail: "IntelePeer: provisioned" },
    next: {
      id: "campaign",
      label: "Campaign",
      state: "failed",
      detail: "iNumbering: C1234AB, ended or suspended (CAMPAIGN_EXPIRED)",
    },
  });
});
