import type { Capability } from "@/lib/carriers/carrier";
import type { ItemState, OrderKind } from "@/lib/domain/order";
import type { PhoneNumber } from "@/lib/domain/phone-number";
import type { Facts, ImportState, Ownership, RegistrationState, SmsState, Standing } from "@/lib/domain/service-state";

/** What the screens show of numbers. Instants are ISO 8601 texts, so that all of it survives the wire unchanged. */

/** What one carrier account does for a number. A null state: this carrier has never spoken of it. */
export type ServiceView = {
  accountId: string;
  accountLabel: string;
  carrierId: string;
  carrierLabel: string;
  isSandbox: boolean;
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
};

export type NumberRow = {
  number: PhoneNumber;
  state: string | null;
  rateCenter: string | null;
  city: string | null;
  lata: string | null;
  isTollFree: boolean;
  addedAt: string;
  services: readonly ServiceView[];
  readiness: ReadinessSummary;
  /** When the last message came in, to the minute. */
  lastInboundAt: string | null;
  standing: Standing;
  /** Messages go through two carriers at once. */
  isDoubleClaimed: boolean;
};

/** An order that has not settled this number yet. */
export type PendingItem = {
  orderId: string;
  ref: string;
  kind: OrderKind;
  accountId: string;
  carrierLabel: string;
  accountLabel: string;
  state: ItemState;
  message: string | null;
  createdAt: string;
  updatedAt: string;
};

/** Messages of a number, as far as the readiness path asks: instants of the first ones. */
export type MessageMarks = {
  sentAt: string | null;
  sendingAt: string | null;
  inboundAt: string | null;
  /** The last one that came in. */
  lastInboundAt?: string | null;
  /** The carriers that reported them. */
  sentBy?: string | null;
  inboundBy?: string | null;
};

/** One account that could do something for the number; `service` is null while it has never spoken of it. */
export type AccountView = {
  id: string;
  name: string;
  carrierId: string;
  carrierLabel: string;
  isSandbox: boolean;
  isEnabled: boolean;
  capabilities: readonly Capability[];
  canRefresh: boolean;
  service: ServiceView | null;
};

/** Everything about a number that moves while one looks. */
export type NumberStatus = {
  number: PhoneNumber;
  /** False: Tandem has never seen this number. */
  isKnown: boolean;
  /** Null: Tandem has never seen it. */
  standing: Standing | null;
  /** Messages go through two carriers at once, as both of them report. */
  isDoubleClaimed: boolean;
  state: string | null;
  rateCenter: string | null;
  city: string | null;
  lata: string | null;
  isTollFree: boolean;
  addedAt: string | null;
  accounts: readonly AccountView[];
  pending: readonly PendingItem[];
  marks: MessageMarks;
  steps: readonly ReadinessStep[];
  /** Changes whenever something worth showing has changed. */
  version: string;
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

export type ReadinessStep = {
  id: ReadinessStepId;
  label: string;
  state: "done" | "pending" | "missing" | "failed" | "unknown";
  /** What is known behind the state, in a few words. */
  detail: string;
  /** When the carrier was last heard of it, where it is done. */
  at: string | null;
  /** The first step that is not done. */
  isNext: boolean;
};

type StepWord = Pick<ReadinessStep, "id" | "label" | "state" | "detail">;
/** Null: nothing is done yet, or nothing is left to do. */
export type ReadinessSummary = { reached: StepWord | null; next: StepWord | null };
