import type { ReadinessInput } from "./readiness";
import { CAMPAIGN_STATE, type DriftKind } from "./drift";
import type { MessageMarks, NumberAccount, NumberService, OpenOrder } from "./readiness-step";
import type { Facts, ServiceField } from "./service-state";

/** Test data for the readiness rules: numbers and accounts. */
export const NOW = new Date("2026-11-26T15:00:00.000Z");
export const ago = (days: number) => new Date(NOW.getTime() - days * 86_400_000).toISOString();

const CARRIERS = {
  intelepeer: { carrierLabel: "IntelePeer", capabilities: ["sms-enable", "sms-disable", "webhook-set"] },
  inumbering: {
    carrierLabel: "iNumbering",
    capabilities: ["purchase", "campaign-assign", "inventory", "campaigns"],
  },
  bandwidth: {
    carrierLabel: "Bandwidth",
    capabilities: ["import", "remove", "register", "message-test", "messaging"],
  },
} as const;
export type TestCarrier = keyof typeof CARRIERS;

/** Of a `NumberService` of which its carrier said nothing. */
export const NOTHING_REPORTED = {
  ownership: "unknown",
  smsState: null,
  importState: null,
  registrationState: null,
  applicationId: null,
  campaignId: null,
  webhookUrl: null,
  route: null,
} as const;

type Reported = Partial<Pick<NumberService, Exclude<ServiceField, "facts">>>;

/** An account that reported these values, read `readDays` ago, unchanged since `sinceDays` ago; null: nothing reported. */
export function account(
  carrierId: TestCarrier,
  reported: Reported | null = null,
  { readDays = 0.1, sinceDays = 12, isEnabled = true } = {},
): NumberAccount {
  const facts = Object.fromEntries(
    Object.entries(reported ?? {}).map(([field, value]) => [
      field,
      {
        value,
        raw: null,
        checkedAt: ago(readDays),
        changedAt: ago(Math.max(sinceDays, readDays)),
        callId: `${carrierId}-${field}`,
      },
    ]),
  ) as Facts;
  const { carrierLabel, capabilities } = CARRIERS[carrierId];
  const service: NumberService | null = reported && {
    accountId: carrierId,
    carrierId,
    carrierLabel,
    ...NOTHING_REPORTED,
    ...reported,
    facts,
  };
  return { id: carrierId, carrierLabel, capabilities, isEnabled, service };
}

const DRIFT_FACETS = {
  "lost-sms": "smsState",
  "gained-sms": "smsState",
  "campaign-ended": CAMPAIGN_STATE,
  "campaign-suspended": CAMPAIGN_STATE,
  "campaign-changed": "campaignId",
  "campaign-gone": "campaignId",
  "campaign-joined": "campaignId",
  "registration-lost": "registrationState",
  "registration-gained": "registrationState",
  "number-gone": "ownership",
  "number-returned": "ownership",
  "number-appeared": "ownership",
} as const satisfies Record<DriftKind, string>;

/** The account with a difference that was seen a day ago; the former value was last read two days ago. */
export function drifted(
  of: NumberAccount,
  kind: DriftKind,
  before: string | null,
  after: string | null,
): NumberAccount {
  if (!of.service) throw new Error("an account that reported nothing");
  const facet = DRIFT_FACETS[kind];
  const drift = { id: `${of.id} ${kind}`, kind, facet, before, after, seenAt: ago(1), knownAt: ago(2), callId: null };
  return { ...of, service: { ...of.service, drift: [...(of.service.drift ?? []), drift] } };
}

export const openOrder = (
  kind: OpenOrder["kind"],
  accountId: TestCarrier,
  state: OpenOrder["state"] = "accepted",
): OpenOrder => ({
  ref: "TWC9",
  kind,
  accountId,
  carrierLabel: CARRIERS[accountId].carrierLabel,
  state,
  createdAt: ago(0.003),
});

export const NO_MESSAGES: MessageMarks = { sentAt: null, sendingAt: null, inboundAt: null };

export const readinessInput = (
  accounts: readonly NumberAccount[],
  rest: Partial<ReadinessInput> = {},
): ReadinessInput => ({
  accounts,
  pending: [],
  marks: NO_MESSAGES,
  campaigns: [],
  isTollFree: false,
  now: NOW,
  messageAgeDays: 90,
  ...rest,
});

export const campaign = (
  standing: ReadinessInput["campaigns"][number]["standing"],
  event: string | null,
  { checkedDays = 0.1, sinceDays = 6 } = {},
): ReadinessInput["campaigns"][number] => ({
  accountId: "inumbering",
  campaignId: "C1234AB",
  standing,
  event,
  checkedAt: ago(checkedDays),
  since: ago(sinceDays),
  callId: "campaign-call",
  rowId: "campaign-row",
});

/** Bought at iNumbering and in a campaign. */
export const inCampaign = (extra: Reported = {}) =>
  account("inumbering", { ownership: "owned", route: "4", campaignId: "C1234AB", ...extra });
