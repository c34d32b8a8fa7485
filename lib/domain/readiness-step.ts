import type { CampaignStanding } from "./campaign";
import type { ItemState, OrderKind } from "./order";
import type { Facts, ImportState, Ownership, RegistrationState, ServiceField, SmsState } from "./service-state";

/** What one carrier account reported about a number. A null state: no response of it has mentioned that state. */
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
  facts: Facts;
};

/** A carrier account with what it can do; `service` is null while it has reported nothing about the number. */
export type NumberAccount = {
  id: string;
  carrierLabel: string;
  isEnabled: boolean;
  capabilities: readonly string[];
  service: NumberService | null;
};

/** A campaign of ours that a number is in, as last read at its carrier. Instants are ISO 8601. */
export type NumberCampaign = {
  accountId: string;
  campaignId: string;
  /** Null: never read. */
  standing: CampaignStanding | null;
  /** The carrier's own word. */
  event: string | null;
  checkedAt: string | null;
  /** Since when our readings show this word; absent in lists. */
  since?: string | null;
  callId?: string | null;
  /** Our own id of the campaign; absent in lists. */
  rowId?: string;
};

/** An order that has no final result for the number yet. */
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
  /** The last message from here that the carrier reported as sent. */
  sentAt: string | null;
  /** The first one that is still on its way. */
  sendingAt: string | null;
  inboundAt: string | null;
  /** The labels of the carriers that reported them. */
  sentBy?: string | null;
  inboundBy?: string | null;
};

/** How a value came to be: the last change of it on the number's timeline. */
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
 * `stale`: it happened, too long ago to count. `unrecorded`: nobody has recorded it here, and later steps or messages show that it is
 * done or not needed.
 */
export type StepState = "done" | "pending" | "missing" | "failed" | "unknown" | "stale" | "unrecorded";

/** What is known of one step. Absent means null or false. Instants are ISO 8601. */
export type StepFinding = {
  state: StepState;
  /** What is known behind the state, in a few words. */
  detail: string;
  /** When the value was last read, or when the message was. */
  at?: string | null;
  /** When the value changed to what it is. */
  since?: string | null;
  accountId?: string;
  carrierLabel?: string;
  /** The carrier's own value. */
  carrierWord?: string | null;
  callId?: string | null;
  /** Who made it so, where that is known. */
  by?: { person: string | null; orderRef: string | null } | null;
  /** The open order behind a pending or unknown state. */
  order?: OpenOrder;
  campaign?: { campaignId: string; standing: CampaignStanding | "unlisted" | null; rowId?: string };
};

export type ReadinessStep = StepFinding & {
  id: ReadinessStepId;
  label: string;
  /** The number cannot text without it. */
  isRequired: boolean;
  /** The step to take care of first. */
  isNext: boolean;
};

type StepWord = Pick<ReadinessStep, "id" | "label" | "state" | "detail">;
/** Null: nothing is done yet, or nothing is left to do. */
export type ReadinessSummary = { reached: StepWord | null; next: StepWord | null };

/** Whether a step is in nobody's way. */
export const isSettledStep = ({ state }: Pick<StepFinding, "state">) => state === "done" || state === "unrecorded";
