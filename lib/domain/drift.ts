import { z } from "zod";
import { day, instant, one, rowPlace } from "./address-field";
import { type CustomerName, NO_CUSTOMER } from "./customer";
import type { PhoneNumber } from "./phone-number";
import type { ServiceField, Tone } from "./service-state";

/** How a number at a carrier came to differ from what was known of it, where no order of ours explains it. */
export const DRIFT_KINDS = [
  "lost-sms",
  "gained-sms",
  "campaign-ended",
  "campaign-suspended",
  "campaign-changed",
  "campaign-gone",
  "campaign-joined",
  "registration-lost",
  "registration-gained",
  "number-gone",
  "number-returned",
  "number-appeared",
] as const;
export type DriftKind = (typeof DRIFT_KINDS)[number];
export const driftKind = z.enum(DRIFT_KINDS);

/** Kinds of the drift list; numbers that appeared have a list of their own (Discover). */
export const LISTED_KINDS = DRIFT_KINDS.filter((kind) => kind !== "number-appeared");

/** `phrase` follows a number or a count of numbers: "lost SMS". */
type KindLabel = { label: string; phrase: string; tone: Tone };

export const DRIFT_LABELS = {
  "lost-sms": { label: "Lost SMS", phrase: "lost SMS", tone: "bad" },
  "gained-sms": { label: "Gained SMS", phrase: "got SMS without an order", tone: "unknown" },
  "campaign-ended": { label: "Campaign ended", phrase: "stopped with an ended campaign", tone: "bad" },
  "campaign-suspended": { label: "Campaign suspended", phrase: "stopped with a suspended campaign", tone: "bad" },
  "campaign-changed": { label: "Campaign changed", phrase: "moved to another campaign", tone: "unknown" },
  "campaign-gone": { label: "Campaign gone", phrase: "left their campaign", tone: "bad" },
  "campaign-joined": { label: "Campaign joined", phrase: "joined a campaign without an order", tone: "unknown" },
  "registration-lost": { label: "Registration lost", phrase: "lost their registration", tone: "bad" },
  "registration-gained": {
    label: "Registration gained",
    phrase: "got a registration without an order",
    tone: "unknown",
  },
  "number-gone": { label: "Number gone", phrase: "disappeared from the account", tone: "bad" },
  "number-returned": { label: "Number returned", phrase: "returned to the account without an order", tone: "unknown" },
  "number-appeared": { label: "Number appeared", phrase: "appeared in the account", tone: "neutral" },
} as const satisfies Record<DriftKind, KindLabel>;

/**
 * `accepted`: a person took the new state for right (for a number that appeared: brought it in). `ignored`: one that appeared and is
 * not wanted. `restoring`: an order that brings it back is under way; `restored`: it did. `gone`: it reversed itself.
 */
export const DRIFT_STATES = ["open", "accepted", "ignored", "restoring", "restored", "gone"] as const;
export type DriftState = (typeof DRIFT_STATES)[number];
export const driftState = z.enum(DRIFT_STATES);

/** What a difference is about: a facet of the number, or how its campaign stands. */
export const CAMPAIGN_STATE = "campaignState";
export type DriftFacet = ServiceField | typeof CAMPAIGN_STATE;

/** Unsettled differences per kind; kinds without any are 0. `recent`: seen in the last 24 hours. */
export type DriftCounts = {
  total: number;
  recent: number;
  kinds: Record<DriftKind, { total: number; recent: number }>;
};

/** One difference as the list shows it. Instants are ISO 8601. */
export type DriftRow = {
  id: string;
  number: PhoneNumber;
  accountId: string;
  carrierId: string;
  carrierLabel: string;
  kind: DriftKind;
  facet: string;
  before: string | null;
  after: string | null;
  raw: string | null;
  callId: string | null;
  seenAt: string;
  state: DriftState;
  orderId: string | null;
  orderRef: string | null;
  /** Whose number it is: whom to call. */
  customer: CustomerName | null;
};

/** The drift list as its address says it; what cannot be read counts as absent. */
export const driftQuery = z.object({
  kind: one(driftKind),
  carrier: one(z.string().max(40)),
  account: one(z.uuid()),
  /** A customer's id; `none`: numbers without one. */
  customer: one(z.union([z.uuid(), z.literal(NO_CUSTOMER)])),
  /** Seen on this day or later, in the person's time zone. */
  since: one(day),
  after: one(rowPlace),
  before: one(rowPlace),
});
export type DriftQuery = z.output<typeof driftQuery>;
export type DriftFilter = Omit<DriftQuery, "after" | "before">;

/** What an action is about: some of the list, or all that matched the filter at the page's moment (`until`). */
export const driftChoice = z.union([
  z.object({ ids: z.array(z.uuid()).min(1, "Choose at least one number.").max(1_000) }),
  z.object({
    filter: driftQuery.omit({ after: true, before: true }),
    until: instant,
  }),
]);
export type DriftChoice = z.output<typeof driftChoice>;

/** The orders that bring back what was chosen, and what no order brings back. */
export type RestorePlan = {
  orders: {
    kind: "sms-enable" | "sms-disable" | "campaign-assign" | "register";
    accountLabel: string;
    numbers: number;
    to: string | null;
  }[];
  left: { kind: DriftKind; numbers: number }[];
};
