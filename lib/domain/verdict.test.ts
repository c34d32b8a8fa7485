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
} from "./readiness-test-data";
import { anyInput } from "./readiness-inputs-test-data";
import { evaluateVerdict } from "./verdict";
import { spellParts, type TextPart } from "./verdict-text";

const number = phoneNumber.parse("+13031112222");
const evaluate = (readiness: ReadinessInput) =>
  evaluateVerdict({ ...readiness, number, steps: listReadiness(readiness) });
const spell = (parts: readonly TextPart[]) =>
  spellParts(parts, ({ type, at }) => (type === "elapsed" ? "4 min" : at.slice(0, type === "date" ? 10 : 16)));
const describeVerdict = (readiness: ReadinessInput) => spell(evaluate(readiness).sentence);

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
      "Cannot text: it is not registered to an application at Bandwidth. Register it.",
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
      "Not known: order TWC9 (SMS off, IntelePeer) got no clear answer. Read IntelePeer now.",
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
    [input([bought, account("intelepeer")]), "Not known: IntelePeer has not been checked yet. Read IntelePeer now."],
    [
      input([bought, smsOn]),
      "Not known: IntelePeer reports SMS on, but no campaign is recorded here for it, and carriers block texts without one. Assign a campaign.",
    ],
    [
      input([inCampaign(), smsOn]),
      "Not known: IntelePeer reports SMS on, but its campaign C1234AB is not recorded here, so its state is unknown. Add the campaign so that it can be read.",
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
      "Not known: this number has not been checked at any carrier. Read IntelePeer now.",
    ],
    [input([]), "Not known: no carrier account is in use."],
  ];
  it.each(cases.map(([readiness, expected]) => [expected, readiness] as const))("%s", (expected, readiness) =>
    expect(describeVerdict(readiness)).toBe(expected),
  );
});

describe("the evidence for the sentence", () => {
  it("is the carrier call and who caused the change", () => {
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
    const verdict = evaluate(input([smsOn], { origins }));
    expect(verdict).toMatchObject({ by: { person: "Ada", orderRef: "TWC7" }, callId: "intelepeer-smsState" });
    expect(spell(verdict.sentence)).toContain(`since ${ago(10).slice(0, 10)}`);
    // The origin of an older value is not the origin of this one.
    const other = origins.map((origin) => ({ ...origin, value: "requested" }));
    expect(evaluate(input([smsOn], { origins: other })).by).toBeNull();
    const ended = evaluate(input([inCampaign(), smsOn], { campaigns: [campaign("ended", "CAMPAIGN_EXPIRED")] }));
    expect(ended.callId).toBe("campaign-call");
  });

  it("offers the one useful action", () => {
    const action = (readiness: ReadinessInput) => evaluate(readiness).action;
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
      { carrierLabel: "IntelePeer", carrierValue: "provisioned", since: ago(3), checkedAt: ago(0.2) },
      { carrierLabel: "Bandwidth", carrierValue: "registered", since: ago(12), callId: "bandwidth-registrationState" },
    ]);
    expect(evaluate(input([on, registered])).claims).toHaveLength(2);
  });

  it("needs two carriers, and both must have finished", () => {
    expect(findDoubleClaim(services(smsOn, bought))).toEqual([]);
    expect(findDoubleClaim(services(smsOn, account("bandwidth", { importState: "imported" })))).toEqual([]);
    expect(findDoubleClaim(services(account("intelepeer", { smsState: "provisioning" }), registered))).toEqual([]);
    const second = { ...smsOn, id: "b", service: smsOn.service && { ...smsOn.service, accountId: "b" } };
    expect(findDoubleClaim(services(smsOn, second))).toEqual([]);
  });
});

describe("for any carrier reports", () => {
  it("“can text” never comes with a broken required step or a campaign that is not ready", () => {
    fc.assert(
      fc.property(anyInput, (readiness) => {
        const steps = listReadiness(readiness);
        const { outcome } = evaluateVerdict({ ...readiness, number, steps });
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
      fc.property(anyInput, (readiness) => {
        const verdict = evaluate(readiness);
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
