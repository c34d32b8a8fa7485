import type { CampaignStanding, EntryState } from "./campaign";
import type { MatrixState, MatrixStep } from "./import-matrix";
import type { InboundFilter } from "./message-state";
import type { ItemState, OrderStatus } from "./order";
import type { Attention } from "./order-query";
import type { OrderRelation } from "./order-view";
import type { PreflightOutcome } from "./preflight";
import type { StepState } from "./readiness-step";
import type {
  ImportState,
  Ownership,
  RegistrationState,
  ServiceField,
  SmsState,
  Standing,
  Tone,
} from "./service-state";

/** How a state is shown wherever it is shown: on badges, in filters, counts, exports and the audit. */
export type StateLabel = { tone: Tone; label: string };
type States<State extends string> = Record<State, StateLabel>;

/** The one label of every state, by what has the state. */
export const STATES = {
  order: {
    DRAFT: { tone: "neutral", label: "Draft" },
    RECEIVED: { tone: "pending", label: "Received" },
    PROCESSING: { tone: "pending", label: "Processing" },
    COMPLETE: { tone: "good", label: "Complete" },
    PARTIAL: { tone: "bad", label: "Partial" },
    FAILED: { tone: "bad", label: "Failed" },
    CANCELLED: { tone: "neutral", label: "Cancelled" },
  },
  item: {
    queued: { tone: "neutral", label: "Queued" },
    sending: { tone: "pending", label: "Sending" },
    accepted: { tone: "pending", label: "Accepted" },
    confirmed: { tone: "good", label: "Confirmed" },
    failed: { tone: "bad", label: "Failed" },
    skipped: { tone: "neutral", label: "Skipped" },
    unknown: { tone: "unknown", label: "Unknown" },
    /** Queued, sending or accepted. */
    pending: { tone: "pending", label: "Pending" },
  },
  sms: {
    provisioned: { tone: "good", label: "On" },
    none: { tone: "neutral", label: "No SMS state reported" },
    "not-found": { tone: "unknown", label: "Off or not ours" },
    requested: { tone: "pending", label: "Requested" },
    provisioning: { tone: "pending", label: "Provisioning" },
    derequested: { tone: "pending", label: "Off requested" },
    deprovisioning: { tone: "pending", label: "Turning off" },
    error: { tone: "bad", label: "Error" },
    unknown: { tone: "unknown", label: "Unknown" },
  },
  import: {
    imported: { tone: "good", label: "Imported" },
    requested: { tone: "pending", label: "Import requested" },
    failed: { tone: "bad", label: "Import failed" },
    none: { tone: "neutral", label: "Not imported" },
    unknown: { tone: "unknown", label: "Unknown" },
  },
  registration: {
    registered: { tone: "good", label: "Registered" },
    none: { tone: "neutral", label: "Not registered" },
    unknown: { tone: "unknown", label: "Unknown" },
  },
  ownership: {
    owned: { tone: "good", label: "Owned" },
    gone: { tone: "bad", label: "Gone" },
    unknown: { tone: "unknown", label: "Unknown" },
  },
  /** Of a brand's or campaign's registration with the carrier. */
  entry: {
    submitted: { tone: "pending", label: "Waiting to be sent" },
    sending: { tone: "pending", label: "Sending" },
    registered: { tone: "good", label: "Registered" },
    waiting: { tone: "pending", label: "Not possible yet" },
    refused: { tone: "bad", label: "Refused" },
    unknown: { tone: "unknown", label: "Unknown" },
  },
  campaign: {
    ready: { tone: "good", label: "Ready" },
    waiting: { tone: "pending", label: "Not ready yet" },
    ended: { tone: "bad", label: "Ended or suspended" },
    absent: { tone: "bad", label: "Not known to the carrier" },
  },
  message: {
    received: { tone: "good", label: "Received" },
    queued: { tone: "pending", label: "Queued" },
    sending: { tone: "pending", label: "Sending" },
    sent: { tone: "good", label: "Sent" },
    delivered: { tone: "good", label: "Delivered" },
    "not-delivered": { tone: "bad", label: "Failed" },
    error: { tone: "bad", label: "Failed" },
    unknown: { tone: "unknown", label: "Unknown" },
  },
  /** Of one readiness step of a number. */
  step: {
    done: { tone: "good", label: "done" },
    pending: { tone: "pending", label: "in progress" },
    missing: { tone: "neutral", label: "missing" },
    failed: { tone: "bad", label: "failed" },
    unknown: { tone: "unknown", label: "not known" },
    stale: { tone: "pending", label: "too long ago" },
    unrecorded: { tone: "neutral", label: "not recorded" },
  },
  /** Of one step of imported numbers. */
  importStep: {
    done: { tone: "good", label: "Confirmed" },
    stale: { tone: "pending", label: "Too long ago" },
    pending: { tone: "pending", label: "In progress" },
    missing: { tone: "neutral", label: "Missing" },
    failed: { tone: "bad", label: "Failed" },
    unknown: { tone: "unknown", label: "Unknown" },
    waiting: { tone: "neutral", label: "After an earlier step" },
    unrecorded: { tone: "neutral", label: "Not recorded" },
  },
} as const satisfies {
  order: States<OrderStatus>;
  item: States<ItemState | "pending">;
  sms: States<SmsState | "unknown">;
  import: States<ImportState | "unknown">;
  registration: States<RegistrationState | "unknown">;
  ownership: States<Ownership>;
  entry: States<EntryState>;
  campaign: States<CampaignStanding>;
  message: States<string>;
  step: States<StepState>;
  importStep: States<MatrixState>;
};

/** The choices of a filter over these states, in their order. */
export const toOptions = (labels: Readonly<Record<string, { label: string } | string>>) =>
  Object.entries(labels).map(([value, shown]) => ({ value, label: typeof shown === "string" ? shown : shown.label }));

export const IMPORT_STEP_LABELS = {
  imported: "Imported",
  registered: "Registered",
  tested: "Test sent",
  inbound: "Inbound seen",
} as const satisfies Record<MatrixStep, string>;

export const PREFLIGHT_LABELS = {
  change: "will change",
  same: "no change",
  fail: "will fail",
  unknown: "unknown",
} as const satisfies Record<PreflightOutcome, string>;

export const ATTENTION_LABELS = {
  any: "Needs attention",
  failed: "Failed numbers",
  unknown: "Unknown numbers",
  overdue: "Overdue",
} as const satisfies Record<Attention, string>;

/** Which numbers a list shows; without a choice, ours and pending ones. */
export const STANDING_LABELS = {
  ours: "Ours only",
  pending: "Pending only",
  mentioned: "Mentioned only",
  all: "Mentioned too",
} as const satisfies Record<Standing | "all", string>;

/** `silentDays`: after how many days without a message a number counts as silent. */
export const labelInbound = (silentDays: number) =>
  ({
    never: "Registered, never received",
    silent: `Silent for ${spellDays(silentDays)}`,
    "silent-30": "Silent for 30 days",
    "silent-90": "Silent for 90 days",
    live: `Received within ${spellDays(silentDays)}`,
  }) as const satisfies Record<InboundFilter, string>;

const spellDays = (days: number) => `${days} ${days === 1 ? "day" : "days"}`;

/** What an order is to its parent ("Retry of" T…), and what the parent calls it. */
export const RELATION_LABELS = {
  retry: { toParent: "Retry of", asChild: "Retry" },
  register: { toParent: "Follows", asChild: "Registration that follows" },
  undo: { toParent: "Undoes", asChild: "Undoes this order" },
  next: { toParent: "Follows", asChild: "Next step" },
} as const satisfies Record<OrderRelation, { toParent: string; asChild: string }>;

/**
 * One label for a message's state and receipt. A state that the contract does not list is shown as it is, as unknown. `unknown`: the
 * carrier's response was lost.
 */
export function describeMessageState(state: string, deliveryState: string | null): StateLabel {
  const known: Readonly<Record<string, StateLabel>> = STATES.message;
  const receipt = deliveryState === "delivered" || deliveryState === "not-delivered" ? known[deliveryState] : undefined;
  return receipt ?? (Object.hasOwn(known, state) ? known[state] : undefined) ?? { tone: "unknown", label: state };
}

/** A carrier that does not list a number leaves two cases open; a person who acts on the number has to know. */
export const describeNotFound = (carrierLabel: string) =>
  `${carrierLabel} does not list it: SMS is off there, or the number is not ours.`;

/** The state of a facet where nothing around it names the facet: “SMS: On”, “Imported”. */
export const nameWithFacet = (facet: string, label: string) =>
  facet === "SMS" || label === "Unknown" ? `${facet}: ${label}` : label;

/** The facets of a number whose values are states of ours. */
export const FACETS = {
  smsState: { name: "SMS", states: STATES.sms },
  importState: { name: "Import", states: STATES.import },
  registrationState: { name: "Registration", states: STATES.registration },
  ownership: { name: "Ownership", states: STATES.ownership },
} as const satisfies Partial<Record<ServiceField, { name: string; states: Readonly<Record<string, StateLabel>> }>>;
export type StateFacet = keyof typeof FACETS;
export const isStateFacet = (text: string): text is StateFacet => Object.hasOwn(FACETS, text);

/** A value that is not in the table is shown as it is, as unknown. */
export function labelFacet(facet: StateFacet, value: string): StateLabel {
  const states: Readonly<Record<string, StateLabel>> = FACETS[facet].states;
  return (Object.hasOwn(states, value) ? states[value] : undefined) ?? { tone: "unknown", label: value };
}

/** The name of a facet and the labels of its values; null for a facet whose values are the carrier's own texts. */
export function findFacet(field: string): { name: string; labelOf: (value: string) => string } | null {
  return isStateFacet(field) ? { name: FACETS[field].name, labelOf: (value) => labelFacet(field, value).label } : null;
}
