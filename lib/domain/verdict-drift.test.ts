import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DRIFT_KINDS } from "./drift";
import { findCause } from "./lookup-answers";
import { phoneNumber } from "./phone-number";
import { listReadiness, type ReadinessInput } from "./readiness";
import { account, ago, campaign, drifted, inCampaign, openOrder, readinessInput as input } from "./readiness-test-data";
import { anyInput } from "./readiness-inputs-test-data";
import { evaluateVerdict } from "./verdict";
import { spellParts, type TextPart } from "./verdict-text";

const number = phoneNumber.parse("+13031112222");
const evaluate = (readiness: ReadinessInput) =>
  evaluateVerdict({ ...readiness, number, steps: listReadiness(readiness) });
const spell = (parts: readonly TextPart[]) =>
  spellParts(parts, ({ type, at }) => (type === "elapsed" ? "4 min" : at.slice(0, type === "date" ? 10 : 16)));
const describeVerdict = (readiness: ReadinessInput) => spell(evaluate(readiness).sentence);

const smsOn = account("intelepeer", { smsState: "provisioned" });
const registered = account("bandwidth", {
  importState: "imported",
  registrationState: "registered",
  applicationId: "a",
});
const ready = [campaign("ready", "CAMPAIGN_DCA_COMPLETE", { sinceDays: 6 })];

describe("a difference that no order explains", () => {
  const lost = drifted(account("intelepeer", { smsState: "not-found" }), "lost-sms", "provisioned", "not-found");
  const seen = `${ago(1).slice(0, 16)}`;
  const known = `${ago(2).slice(0, 16)}`;
  const stated = `ost SMS at IntelePeer since ${seen}: it was provisioned until ${known}; the carrier now answers 404.`;

  it("is the verdict of a number that lost SMS, whatever the carrier answers now", () => {
    const verdict = evaluate(input([lost]));
    expect(spell(verdict.sentence)).toBe(`Cannot text: l${stated} Turn SMS on again.`);
    expect(verdict).toMatchObject({ outcome: "cannot", action: { type: "order", step: "sms" } });
    expect(findCause(verdict)).toBe("lost-sms");
    const off = drifted(account("intelepeer", { smsState: "none" }), "lost-sms", "provisioned", "none");
    expect(describeVerdict(input([off]))).toBe(
      `Cannot text: l${stated.replace("answers 404", "reports “none”")} Turn SMS on again.`,
    );
    const leaving = drifted(
      account("intelepeer", { smsState: "derequested" }),
      "lost-sms",
      "provisioned",
      "derequested",
    );
    expect(describeVerdict(input([leaving]))).toBe(
      `Not known yet: l${stated.replace("answers 404", "reports “derequested”")} Read IntelePeer now.`,
    );
    expect(findCause(evaluate(input([leaving])))).toBe("changing");
  });

  it("follows the sentence where something else decides", () => {
    expect(describeVerdict(input([lost, registered]))).toBe(`Can text since 2026-11-14 through Bandwidth. L${stated}`);
    expect(describeVerdict(input([lost], { pending: [openOrder("sms-enable", "intelepeer")] }))).toBe(
      `Not known yet: SMS on was requested 4 min ago (order TWC9, IntelePeer: not-found). L${stated}`,
    );
    const gained = drifted(smsOn, "gained-sms", "none", "provisioned");
    expect(describeVerdict(input([gained]))).toBe(
      `Can text since 2026-11-14 through IntelePeer. SMS is on at IntelePeer without an order of ours since ${seen}: it was off until ${known}.`,
    );
    const moved = drifted(inCampaign(), "campaign-changed", "C0000AA", "C1234AB");
    expect(describeVerdict(input([moved, smsOn], { campaigns: ready }))).toBe(
      `Can text since 2026-11-20 through IntelePeer. Moved from campaign C0000AA to C1234AB at iNumbering without an order of ours since ${seen}.`,
    );
  });

  it("follows the sentence where it is a gain that no order of ours brought", () => {
    const joined = drifted(inCampaign(), "campaign-joined", null, "C1234AB");
    const returned = drifted(joined, "number-returned", "gone", "owned");
    expect(describeVerdict(input([returned, smsOn], { campaigns: ready }))).toBe(
      [
        "Can text since 2026-11-20 through IntelePeer.",
        `Joined campaign C1234AB at iNumbering without an order of ours since ${seen}: it was in none until ${known}.`,
        `Returned to our account at iNumbering without an order of ours since ${seen}: it was gone until ${known}.`,
      ].join(" "),
    );
    expect(describeVerdict(input([drifted(registered, "registration-gained", "none", "registered")]))).toBe(
      `Can text since 2026-11-14 through Bandwidth. Gained a registration at Bandwidth without an order of ours since ${seen}: it was unregistered until ${known}.`,
    );
  });

  it("is reported once, with what brings it back", () => {
    const left = drifted(inCampaign({ campaignId: null }), "campaign-gone", "C1234AB", null);
    expect(describeVerdict(input([left, smsOn]))).toBe(
      `Cannot text: it left campaign C1234AB at iNumbering since ${seen}: it was in it until ${known}. Assign a campaign.`,
    );
    expect(findCause(evaluate(input([left, smsOn])))).toBe("campaign-gone");
    const unregistered = drifted(
      account("bandwidth", { importState: "imported", registrationState: "none" }),
      "registration-lost",
      "registered",
      "none",
    );
    expect(describeVerdict(input([unregistered]))).toBe(
      `Cannot text: it lost its registration at Bandwidth since ${seen}: it was registered until ${known}. Register it again.`,
    );
    expect(findCause(evaluate(input([unregistered])))).toBe("registration-lost");
    const gone = drifted(inCampaign({ ownership: "gone" }), "number-gone", "owned", "gone");
    expect(describeVerdict(input([gone, account("intelepeer", { smsState: "none" })], { campaigns: ready }))).toBe(
      `Cannot text: it disappeared from our account at iNumbering since ${seen}: it was listed until ${known}. Read iNumbering now.`,
    );
    const ended = drifted(inCampaign(), "campaign-ended", "CAMPAIGN_DCA_COMPLETE", "CAMPAIGN_EXPIRED");
    expect(describeVerdict(input([ended, smsOn], { campaigns: [campaign("ended", "CAMPAIGN_EXPIRED")] }))).toBe(
      "Cannot text: campaign C1234AB expired (carrier: CAMPAIGN_EXPIRED), first reported on 2026-11-20. Assign another campaign.",
    );
  });

  it("is in the sentence of every number that has one, of every kind", () => {
    const MARKS = {
      "lost-sms": /lost SMS at/i,
      "gained-sms": /without an order of ours/,
      "campaign-ended": /its campaign ended|expired|not known to/i,
      "campaign-suspended": /was suspended|expired|not known to/,
      "campaign-changed": /moved from/i,
      "campaign-gone": /left campaign/i,
      "campaign-joined": /joined /i,
      "registration-lost": /lost its registration/i,
      "registration-gained": /gained a registration/i,
      "number-gone": /disappeared from/i,
      "number-returned": /returned to our account/i,
      "number-appeared": /appeared in/i,
    } as const;
    fc.assert(
      fc.property(anyInput, fc.nat(2), fc.constantFrom(...DRIFT_KINDS), (readiness, at, kind) => {
        const accounts = readiness.accounts.map((one, n) =>
          n === at && one.service ? drifted(one, kind, "C1234AB", null) : one,
        );
        const isDrifted = accounts.some(({ service }) => service?.drift);
        const sentence = describeVerdict({ ...readiness, accounts });
        const times = sentence.match(new RegExp(MARKS[kind], "gi"))?.length ?? 0;
        if (isDrifted) expect(kind.startsWith("campaign-") ? Math.min(times, 1) : times).toBe(1);
      }),
      { numRuns: 1_000 },
    );
  });
});
