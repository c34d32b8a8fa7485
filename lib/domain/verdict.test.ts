import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findDoubleClaim } from "./double-claim";
import { phoneNumber } from "./phone-number";
import { listReadiness, type ReadinessInput } from "./readiness";
import { isSettledStep, type NumberAccount } from "./readiness-step";
import {
  account,
  ago,
  campaign,
  inCampaign,
  NO_MESSAGES,
  NOW,
  openOrder,
  readinessInput as input,
  type TestCarrier,
} from "./readiness-test-data";
import { IMPORT_STATES, OWNERSHIPS, REGISTRATION_STATES, SMS_STATES } from "./service-state";
import { judgeVerdict } from "./verdict";
import { spellParts, type TextPart } from "./verdict-text";

const number = phoneNumber.parse("+13031112222");
const judge = (given: ReadinessInput) => judgeVerdict({ ...given, number, steps: listReadiness(given) });
const spell = (parts: readonly TextPart[]) =>
  spellParts(parts, ({ type, at }) => (type === "elapsed" ? "4 min" : at.slice(0, type === "date" ? 10 : 16)));
const say = (given: ReadinessInput) => spell(judge(given).sentence);

const bought = account("inumbering", { ownership: "owned", route: "4" });
const smsOn = account("intelepeer", { smsState: "provisioned" });
const registered = account("bandwidth", {
  importState: "imported",
  registrationState: "registered",
  applicationId: "a",
});
const ready = [campaign("ready", "CAMPAIGN_DCA_COMPLETE", { sinceDays: 6 })];
const sent = { ...NO_MESSAGES, sentAt: ago(2), sentBy: "Bandwidth" };

describe("the sentence", () => {
  const cases: [ReadinessInput, string][] = [
    [input([smsOn]), "Can text since 2026-11-14 through IntelePeer"],
    [input([inCampaign(), smsOn], { campaigns: ready }), "Can text since 2026-11-20 through IntelePeer"],
    [
      input([account("intelepeer", { smsState: "provisioned" }, { readDays: 3 })]),
      "Can text since 2026-11-14 through IntelePeer as of 2026-11-23",
    ],
    [input([registered]), "Can text since 2026-11-14 through Bandwidth"],
    [input([smsOn, registered]), "Can text since 2026-11-14 through IntelePeer and Bandwidth"],
    [
      input([account("bandwidth", { importState: "imported" })], { marks: sent }),
      "Can text since 2026-11-14, as its last message shows as of 2026-11-24",
    ],
    [
      input([inCampaign(), smsOn], { campaigns: [campaign("ended", "CAMPAIGN_EXPIRED")] }),
      "Cannot text: campaign C1234AB expired (carrier: CAMPAIGN_EXPIRED), first reported on 2026-11-20. Assign another campaign.",
    ],
    [
      input([inCampaign(), smsOn], { campaigns: [campaign("ended", "CAMPAIGN_SUSPENDED", { checkedDays: 4 })] }),
      "Cannot text as of 2026-11-22: campaign C1234AB was suspended (carrier: CAMPAIGN_SUSPENDED), first reported on 2026-11-20. Assign another campaign.",
    ],
    [
      input([inCampaign(), smsOn], { campaigns: [campaign("absent", "CAMPAIGN_INVALID_ID")] }),
      "Cannot text: campaign C1234AB is not known to iNumbering (carrier: CAMPAIGN_INVALID_ID), first reported on 2026-11-20. Assign another campaign.",
    ],
    [
      input([inCampaign(), smsOn], { campaigns: [campaign("waiting", "CAMPAIGN_ADD")] }),
      "Cannot text yet: campaign C1234AB is not ready yet (carrier: CAMPAIGN_ADD), first reported on 2026-11-20. Read the campaign again later.",
    ],
    [
      input([inCampaign({ campaignId: null }), smsOn]),
      "Cannot text: iNumbering reports no campaign for it. Assign a campaign.",
    ],
    [
      input([account("intelepeer", { smsState: "none" })]),
      "Cannot text: SMS is off at IntelePeer (carrier: none) since 2026-11-14. Turn SMS on.",
    ],
    [
      input([account("intelepeer", { smsState: "error" })]),
      "Cannot text: SMS ended in an error at IntelePeer (carrier: error) on 2026-11-14. Turn SMS on again.",
    ],
    [
      input([account("bandwidth", { importState: "failed" })]),
      "Cannot text: its import to Bandwidth failed on 2026-11-14. Import it again.",
    ],
    [
      input([account("bandwidth", { importState: "imported", registrationState: "none" })]),
      "Cannot text: it is registered to no application at Bandwidth. Register it.",
    ],
    [
      input([account("intelepeer", { smsState: "none" })], { pending: [openOrder("sms-enable", "intelepeer")] }),
      "Not known yet: SMS on was requested 4 min ago (order TWC9, IntelePeer).",
    ],
    [
      input([account("intelepeer", { smsState: "provisioning" })], {
        pending: [openOrder("sms-enable", "intelepeer")],
      }),
      "Not known yet: SMS on was requested 4 min ago (order TWC9, IntelePeer: provisioning).",
    ],
    [
      input([smsOn], { pending: [openOrder("sms-disable", "intelepeer", "unknown")] }),
      "Not known: the result of order TWC9 (SMS off, IntelePeer) was lost. Read IntelePeer now.",
    ],
    [
      input([account("intelepeer", { smsState: "deprovisioning" })]),
      "Not known yet: IntelePeer reports “deprovisioning” since 2026-11-14. Read IntelePeer now.",
    ],
    [
      input([account("intelepeer", { smsState: "not-found" })]),
      "Not known: IntelePeer does not find this number (404): SMS is off, or the number is not ours there. Read IntelePeer now.",
    ],
    [
      input([bought, account("intelepeer", { smsState: "not-found" })]),
      "Not known: IntelePeer does not find this number (404): SMS is off, or the number is not ours there. Turning SMS on would settle it.",
    ],
    [input([bought, account("intelepeer")]), "Not known: IntelePeer has not been asked. Read IntelePeer now."],
    [
      input([bought, smsOn]),
      "Not known: IntelePeer reports SMS on, but no campaign is recorded here for it, and carriers block texts without one. Assign a campaign.",
    ],
    [
      input([inCampaign(), smsOn]),
      "Not known: IntelePeer reports SMS on, but its campaign C1234AB is not recorded here, so its state was never read. Add the campaign, so that it is read.",
    ],
    [
      input([inCampaign(), smsOn], { campaigns: [campaign(null, null)] }),
      "Not known: IntelePeer reports SMS on, but its campaign C1234AB has never been read at the carrier. Read the campaign now.",
    ],
    [
      input([account("inumbering", { ownership: "gone" }), smsOn]),
      "Not known: IntelePeer reports SMS on, but iNumbering no longer lists it in our account since 2026-11-14. Read iNumbering now.",
    ],
    [
      input([account("bandwidth", { importState: "failed", registrationState: "registered" })]),
      "Not known: Bandwidth lists it as registered, but its import to Bandwidth failed on 2026-11-14. Import it again.",
    ],
    [
      input([account("intelepeer"), account("inumbering"), account("bandwidth")]),
      "Not known: no carrier has been asked about this number. Read IntelePeer now.",
    ],
    [input([]), "Not known: no carrier account is in use."],
  ];
  it.each(cases.map(([given, expected]) => [expected, given] as const))("%s", (expected, given) =>
    expect(say(given)).toBe(expected),
  );
});

describe("what stands behind the sentence", () => {
  it("is the carrier call, and who brought it about", () => {
    const origins = [
      {
        accountId: "intelepeer",
        field: "smsState" as const,
        value: "provisioned",
        at: ago(10),
        person: "Ada",
        orderRef: "TWC7",
        callId: "the-change",
      },
    ];
    const verdict = judge(input([smsOn], { origins }));
    expect(verdict).toMatchObject({ by: { person: "Ada", orderRef: "TWC7" }, callId: "intelepeer-smsState" });
    expect(spell(verdict.sentence)).toContain(`since ${ago(10).slice(0, 10)}`);
    // An origin of an older value is not the origin of this one.
    const other = origins.map((origin) => ({ ...origin, value: "requested" }));
    expect(judge(input([smsOn], { origins: other })).by).toBeNull();
    const ended = judge(input([inCampaign(), smsOn], { campaigns: [campaign("ended", "CAMPAIGN_EXPIRED")] }));
    expect(ended.callId).toBe("campaign-call");
  });

  it("offers the one thing that leads on", () => {
    const action = (given: ReadinessInput) => judge(given).action;
    expect(action(input([account("intelepeer", { smsState: "none" })]))).toEqual({ type: "order", step: "sms" });
    expect(action(input([smsOn]))).toBeNull();
    expect(action(input([account("intelepeer", { smsState: "provisioned" }, { readDays: 2 })]))).toMatchObject({
      type: "read",
      accountId: "intelepeer",
    });
    expect(action(input([inCampaign(), smsOn], { campaigns: [campaign(null, null)] }))).toMatchObject({
      type: "read-campaign",
      rowId: "campaign-row",
    });
    const pending = [openOrder("sms-enable", "intelepeer")];
    expect(action(input([account("intelepeer")], { pending }))).toEqual({ type: "open-order", ref: "TWC9" });
  });
});

describe("a double claim", () => {
  const services = (...accounts: NumberAccount[]) => accounts.flatMap(({ service }) => service ?? []);

  it("is two carriers that both report the number's messages, with both dates", () => {
    const on = account("intelepeer", { smsState: "provisioned" }, { readDays: 0.2, sinceDays: 3 });
    expect(findDoubleClaim(services(on, registered))).toMatchObject([
      { carrierLabel: "IntelePeer", carrierWord: "provisioned", since: ago(3), checkedAt: ago(0.2) },
      { carrierLabel: "Bandwidth", carrierWord: "registered", since: ago(12), callId: "bandwidth-registrationState" },
    ]);
    expect(judge(input([on, registered])).claims).toHaveLength(2);
  });

  it("is not one carrier alone, nor one that has only begun", () => {
    expect(findDoubleClaim(services(smsOn, bought))).toEqual([]);
    expect(findDoubleClaim(services(smsOn, account("bandwidth", { importState: "imported" })))).toEqual([]);
    expect(findDoubleClaim(services(account("intelepeer", { smsState: "provisioning" }), registered))).toEqual([]);
    const second = { ...smsOn, id: "b", service: smsOn.service && { ...smsOn.service, accountId: "b" } };
    expect(findDoubleClaim(services(smsOn, second))).toEqual([]);
  });
});

const fact = <T>(...values: readonly T[]) => fc.constantFrom(...values);
const reading = fc.record({
  readDays: fact(0.01, 0.9, 2, 100),
  sinceDays: fact(0.01, 3, 200),
  isEnabled: fc.boolean(),
});
const anyAccount = (carrier: TestCarrier, reported: fc.Arbitrary<Parameters<typeof account>[1]>) =>
  fc.tuple(fc.option(reported), reading).map(([values, age]) => account(carrier, values, age));
const anyInput = fc
  .record({
    intelepeer: anyAccount(
      "intelepeer",
      fc.record({ smsState: fact(...SMS_STATES, "unknown" as const), webhookUrl: fact(null, "https://x.example/") }),
    ),
    inumbering: anyAccount(
      "inumbering",
      fc.record({ ownership: fact(...OWNERSHIPS), campaignId: fact(null, "C1234AB"), route: fact(null, "4") }),
    ),
    bandwidth: anyAccount(
      "bandwidth",
      fc.record({
        importState: fact(null, ...IMPORT_STATES, "unknown" as const),
        registrationState: fact(null, ...REGISTRATION_STATES, "unknown" as const),
      }),
    ),
    campaigns: fact(
      [],
      [campaign("ready", "CAMPAIGN_DCA_COMPLETE")],
      [campaign("ended", "CAMPAIGN_EXPIRED")],
      [campaign("absent", "CAMPAIGN_INVALID_ID")],
      [campaign("waiting", "CAMPAIGN_ADD")],
      [campaign(null, null)],
    ),
    pending: fc.array(
      fact(
        openOrder("sms-enable", "intelepeer"),
        openOrder("sms-disable", "intelepeer", "unknown"),
        openOrder("import", "bandwidth"),
        openOrder("remove", "bandwidth"),
        openOrder("register", "bandwidth", "unknown"),
        openOrder("campaign-assign", "inumbering"),
      ),
      { maxLength: 2 },
    ),
    marks: fc.record({ sentAt: fact(null, ago(1), ago(200)), sendingAt: fact(null), inboundAt: fact(null, ago(2)) }),
    isTollFree: fc.boolean(),
  })
  .map(({ intelepeer, inumbering, bandwidth, ...rest }) => input([bandwidth, intelepeer, inumbering], rest));

describe("whatever the carriers report", () => {
  it("“can text” never comes with a broken required step, nor with a campaign that is not ready", () => {
    fc.assert(
      fc.property(anyInput, (given) => {
        const steps = listReadiness(given);
        const { outcome } = judgeVerdict({ ...given, number, steps });
        const required = steps.filter(({ isRequired }) => isRequired);
        if (outcome === "can") {
          expect(required.length).toBeGreaterThan(0);
          expect(required.every(isSettledStep)).toBe(true);
          expect(required.some(({ campaign: one }) => one && one.standing !== "ready")).toBe(false);
        } else if (required.length > 0) expect(required.every(isSettledStep)).toBe(false);
        if (outcome === "cannot")
          expect(required.some(({ state, campaign: one }) => state !== "done" && (state !== "pending" || one))).toBe(
            true,
          );
      }),
      { numRuns: 3_000 },
    );
  });

  it("the customer reads the number and no carrier, campaign, order or code; old readings are dated", () => {
    fc.assert(
      fc.property(anyInput, (given) => {
        const verdict = judge(given);
        const text = spell(verdict.customerText);
        expect(text).toContain(number);
        expect(text).not.toMatch(/IntelePeer|iNumbering|Bandwidth|C1234AB|CAMPAIGN_|TWC9|404|provision/i);
        if (verdict.asOf) {
          expect(NOW.getTime() - Date.parse(verdict.asOf)).toBeGreaterThan(86_400_000);
          expect(spell(verdict.sentence)).toContain(`as of ${verdict.asOf.slice(0, 10)}`);
        }
      }),
      { numRuns: 2_000 },
    );
  });
});
