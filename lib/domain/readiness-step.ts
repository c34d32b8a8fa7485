import type { CampaignStanding } from "./campaign";
import type { DriftFacet, DriftKind } from "./drift";
import type { ItemState, OrderKind } from "./order";
import type { Facts, ImportState, Ownership, RegistrationState, ServiceField, SmsState } from "./service-state";

/** What one carrier account reported about a number. A null state was never reported. */
export type NumberService = {
  accountId: string;
  carrierId: string;
  carrierLabel: string;
  ownership: Ownership;
  smsState: SmsState | "unknown" | null;
  importState: ImportState | "unknown" | null;
  registrationState: RegistrationState | "unknown" | null;
  applicationId: string | null;
  campaignId: string | null;
  webhookUrl: string | null;
  route: string | null;
  /** Each value with its own age and evidence. */
  facts: Facts;
  /** Differences that nobody has settled; absent: none. */
  drift?: readonly OpenDrift[];
};

/** A difference of a number at an account that no order of ours explains and nobody has settled. Instants are ISO 8601. */
export type OpenDrift = {
  id: string;
  kind: DriftKind;
  facet: DriftFacet;
  before: string | null;
  after: string | null;
  /** When the former value was last read; null: not kept. */
  knownAt: string | null;
  /** The reading that showed it. */
  seenAt: string;
  callId: string | null;
};

/** A carrier account and what it can do; `service` is null until it has reported something about the number. */
export type NumberAccount = {
  id: string;
  carrierLabel: string;
  isEnabled: boolean;
  capabilities: readonly string[];
  service: NumberService | null;
};

/** A campaign that a number is in, as last read from its carrier. Instants are ISO 8601. */
export type NumberCampaign = {
  accountId: string;
  campaignId: string;
  /** Null: never read. */
  standing: CampaignStanding | null;
  /** The carrier's raw status. */
  event: string | null;
  checkedAt: string | null;
  /** When our readings first showed this status; absent in lists. */
  since?: string | null;
  callId?: string | null;
  /** Our ID of the campaign; absent in lists. */
  rowId?: string;
};

/** An order without a final result for the number. */
export type OpenOrder = {
  ref: string;
  kind: OrderKind;
  accountId: string;
  carrierLabel: string;
  state: ItemState;
  createdAt: string;
};

/** The last messages of a number. Instants are ISO 8601. */
export type MessageMarks = {
  /** The last message that the carrier reported as sent. */
  sentAt: string | null;
  /** The oldest message still in progress. */
  sendingAt: string | null;
  inboundAt: string | null;
  /** The carriers that reported them. */
  sentBy?: string | null;
  inboundBy?: string | null;
};

/** The origin of a value: its last change on the number's timeline. */
export type FactOrigin = {
  accountId: string;
  field: ServiceField;
  value: string | null;
  at: string;
  person: string | null;
  orderRef: string | null;
  callId: string | null;
};

export const READINESS_STEPS = [
  "owned",
  "active",
  "sms",
  "campaign",
  "imported",
  "registered",
  "tested",
  "inbound",
] as const;
export type ReadinessStepId = (typeof READINESS_STEPS)[number];

/**
 * `stale`: done, but too long ago to count. `unrecorded`: not recorded here, but later steps or messages show that it is
 * done or not needed.
 */
export type StepState = "done" | "pending" | "missing" | "failed" | "unknown" | "stale" | "unrecorded";

/** What is known about one step. Absent means null or false. Instants are ISO 8601. */
export type StepFinding = {
  state: StepState;
  /** The evidence for the state, in a few words. */
  detail: string;
  /** When the value was last read, or the time of the message. */
  at?: string | null;
  /** When the value last changed. */
  since?: string | null;
  accountId?: string;
  carrierLabel?: string;
  /** The carrier's raw value. */
  carrierValue?: string | null;
  callId?: string | null;
  /** Who caused the change, where known. */
  by?: { person: string | null; orderRef: string | null } | null;
  /** The open order behind a pending or unknown state. */
  order?: OpenOrder;
  /** The value differs from what was known, and no order of ours explains it. */
  drift?: OpenDrift;
  campaign?: { campaignId: string; standing: CampaignStanding | "unlisted" | null; rowId?: string };
};

export type ReadinessStep = StepFinding & {
  id: ReadinessStepId;
  label: string;
  /** The number cannot text without it. */
  isRequired: boolean;
  /** The next step to do. */
  isNext: boolean;
};

type StepSummary = Pick<ReadinessStep, "id" | "label" | "state" | "detail">;
/** Null: nothing is done yet, or nothing is left to do. */
export type ReadinessSummary = { reached: StepSummary | null; next: StepSummary | null };

/** Whether a step needs no action. */
export const isSettledStep = ({ state }: Pick<StepFinding, "state">) => state === "done" || state === "unrecorded";
