import { describeCampaignEnd } from "./campaign";
import { findStepKind, ORDER_KINDS } from "./order";
import type { NumberAccount, ReadinessStep, ReadinessStepId } from "./readiness-step";
import { describeDrift, findCausingDrift } from "./verdict-drift";
import { elapsedSince, onDate, type TextPart } from "./verdict-text";

/** What a person can do about a verdict; `order` opens the form for the step's order. */
export type VerdictAction =
  | { type: "order"; step: ReadinessStepId }
  | { type: "read"; accountId: string; carrierLabel: string }
  | { type: "read-campaign"; rowId: string; campaignId: string }
  | { type: "add-campaign"; campaignId: string }
  | { type: "open-order"; ref: string };

/** Why a number cannot text, or why that is unknown; `fix` is what to do about it. */
export type Reason = { text: TextPart[]; fix: string | null; action: VerdictAction | null };

export type ReasonInput = { step: ReadinessStep; accounts: readonly NumberAccount[]; isOwned: boolean };

const readAction = (account: NumberAccount | undefined): VerdictAction | null =>
  account ? { type: "read", accountId: account.id, carrierLabel: account.carrierLabel } : null;

/** Reads the step's account; if it has none, the account that would know. */
export function findReadAction({ step, accounts }: Pick<ReasonInput, "step" | "accounts">): VerdictAction | null {
  // The account that owns a number knows whether it is active; the one that registers numbers knows the rest.
  const wanted = findStepKind(step.id === "active" ? "owned" : step.id) ?? "register";
  const usable = accounts.filter(({ isEnabled }) => isEnabled);
  return readAction(
    usable.find(({ id }) => id === step.accountId) ?? usable.find(({ capabilities }) => capabilities.includes(wanted)),
  );
}

const readFix = (action: VerdictAction | null) => (action?.type === "read" ? `Read ${action.carrierLabel} now.` : null);

function withRead(input: ReasonInput, ...text: TextPart[]): Reason {
  const action = findReadAction(input);
  return { text, fix: readFix(action), action };
}

const withOrder = (step: ReadinessStepId, fix: string, ...text: TextPart[]): Reason => ({
  text,
  fix,
  action: { type: "order", step },
});

const since = (at: string | null | undefined, prefix = " since "): TextPart[] => (at ? [prefix, onDate(at)] : []);
const quote = (word: string | null | undefined) => (word ? ` (carrier: ${word})` : "");

/** An order in progress, or without a clear answer: it was lost, or left the number out. */
export function describeOrder(input: ReasonInput): Reason | null {
  const { step, accounts } = input;
  const { order } = step;
  if (!order) return null;
  const { ref, kind, carrierLabel, createdAt } = order;
  if (order.state === "unknown")
    return withRead(input, `order ${ref} (${ORDER_KINDS[kind].label}, ${carrierLabel}) got no clear answer`);
  const service = accounts.find(({ id }) => id === order.accountId)?.service;
  const word = step.id === "sms" ? service?.smsState : step.id === "imported" ? service?.importState : null;
  const text = [
    `${ORDER_KINDS[kind].label} was requested `,
    elapsedSince(createdAt),
    ` ago (order ${ref}, ${carrierLabel}${word && word !== "none" ? `: ${word}` : ""})`,
  ];
  return { text, fix: null, action: { type: "open-order", ref } };
}

/** What is wrong with a step that a carrier reports as broken. */
export function describeBreak(input: ReasonInput): Reason {
  const { step } = input;
  const carrier = step.carrierLabel ?? "the carrier";
  const word = quote(step.carrierValue);
  const drift = findCausingDrift(step);
  const change = drift && describeDrift({ drift, carrierLabel: carrier });
  switch (step.id) {
    case "campaign": {
      const { campaign } = step;
      if (change && !campaign) return withOrder("campaign", "Assign a campaign.", "it ", ...change);
      if (!campaign) return withOrder("campaign", "Assign a campaign.", `${carrier} reports no campaign for it`);
      const first = since(step.since, ", first reported on ");
      if (campaign.standing === "waiting") {
        const { rowId, campaignId } = campaign;
        return {
          text: [`campaign ${campaignId} is not ready yet${word}`, ...first],
          fix: `Read the campaign again later.`,
          action: rowId ? { type: "read-campaign", rowId, campaignId } : null,
        };
      }
      const what =
        campaign.standing === "absent" ? `is not known to ${carrier}` : describeCampaignEnd(step.carrierValue ?? null);
      return withOrder(
        "campaign",
        "Assign another campaign.",
        `campaign ${campaign.campaignId} ${what}${word}`,
        ...first,
      );
    }
    case "sms":
      if (change) return withOrder("sms", "Turn SMS on again.", ...change);
      return step.state === "failed"
        ? withOrder(
            "sms",
            "Turn SMS on again.",
            `SMS ended in an error at ${carrier}${word}`,
            ...since(step.since, " on "),
          )
        : withOrder("sms", "Turn SMS on.", `SMS is off at ${carrier}${word}`, ...since(step.since));
    case "imported":
      return step.state === "failed"
        ? withOrder("imported", "Import it again.", `its import to ${carrier} failed`, ...since(step.since, " on "))
        : withOrder("imported", "Import it.", `it is not imported to ${carrier}`, ...since(step.since));
    case "registered":
      if (change) return withOrder("registered", "Register it again.", "it ", ...change);
      return withOrder("registered", "Register it.", `it is not registered to an application at ${carrier}`);
    default:
      if (change) return withRead(input, "it ", ...change);
      return withRead(input, `${carrier} no longer lists it in our account`, ...since(step.since));
  }
}

/** Why a step leaves it unclear whether the number can text, and what would settle it. */
export function describeDoubt(input: ReasonInput): Reason {
  const { step, isOwned } = input;
  const carrier = step.carrierLabel;
  switch (step.id) {
    case "campaign":
      return describeCampaignDoubt(input);
    case "sms": {
      if (step.carrierValue === "not-found") {
        const text = `${carrier} does not find this number (404): SMS is off, or the number is not ours there`;
        return isOwned ? withOrder("sms", "Turning SMS on would settle it.", text) : withRead(input, text);
      }
      const drift = findCausingDrift(step);
      if (drift && carrier) return withRead(input, ...describeDrift({ drift, carrierLabel: carrier }));
      if (step.state === "pending")
        return withRead(input, `${carrier} reports “${step.carrierValue}”`, ...since(step.since));
      return carrier
        ? withRead(input, `${carrier}'s response about SMS was unclear`)
        : withRead(input, step.detail.replace(/^The carrier/, "the carrier"));
    }
    case "imported":
      return step.state === "pending"
        ? withRead(input, `its import was requested from ${carrier}`, ...since(step.since))
        : withOrder(
            "imported",
            "Import it.",
            carrier ? `${carrier}: ${step.detail}` : "no import of it is recorded here",
          );
    case "registered":
      return withRead(
        input,
        carrier
          ? `${carrier}'s response about its registration was unclear`
          : "no registration to an application is recorded here",
      );
    default:
      return withRead(input, "no carrier has listed it in our account");
  }
}

function describeCampaignDoubt(input: ReasonInput): Reason {
  const { campaign } = input.step;
  if (!campaign)
    return withOrder(
      "campaign",
      "Assign a campaign.",
      "no campaign is recorded here for it, and carriers block texts without one",
    );
  const { campaignId, standing, rowId } = campaign;
  return standing === null && rowId
    ? {
        text: [`its campaign ${campaignId} has never been read at the carrier`],
        fix: "Read the campaign now.",
        action: { type: "read-campaign", rowId, campaignId },
      }
    : {
        text: [`its campaign ${campaignId} is not recorded here, so its state is unknown`],
        fix: "Add the campaign so that it can be read.",
        action: { type: "add-campaign", campaignId },
      };
}
