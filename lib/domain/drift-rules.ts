import { CAMPAIGN_STATE, type DriftKind } from "./drift";
import type { OrderKind } from "./order";
import { SMS_STATES, type ServiceField } from "./service-state";

const isDocumentedSms = (value: string | null): value is string => SMS_STATES.some((state) => state === value);

/**
 * What a changed fact is, where nothing explains it; null where the change is worth its entry in the timeline and no more. A value that
 * no contract lists proves nothing.
 */
export function classifyChange(field: ServiceField, before: string | null, after: string | null): DriftKind | null {
  switch (field) {
    case "smsState":
      if (!isDocumentedSms(before) || !isDocumentedSms(after)) return null;
      if (before === "provisioned") return "lost-sms";
      return after === "provisioned" ? "gained-sms" : null;
    case "campaignId":
      if (before === after) return null;
      if (before === null) return "campaign-joined";
      return after === null ? "campaign-gone" : "campaign-changed";
    case "registrationState":
      if (before === "registered" && after === "none") return "registration-lost";
      return before === "none" && after === "registered" ? "registration-gained" : null;
    case "ownership":
      if (before === "owned" && after === "gone") return "number-gone";
      return before === "gone" && after === "owned" ? "number-returned" : null;
    default:
      return null;
  }
}

/** What a campaign's new event is to its numbers. `absent`: the carrier no longer knows its ID. */
export function classifyCampaignEnd(standing: "ended" | "absent", event: string | null): DriftKind {
  if (standing === "absent") return "campaign-gone";
  return event?.includes("SUSPENDED") ? "campaign-suspended" : "campaign-ended";
}

/** Kinds of orders that may have caused a difference while they were under way, or settled since the value was last read. */
export const EXPLAINED_BY = {
  "lost-sms": ["sms-enable", "sms-disable"],
  "gained-sms": ["sms-enable", "sms-disable"],
  "campaign-changed": ["campaign-assign"],
  "campaign-gone": ["campaign-assign"],
  "campaign-joined": ["campaign-assign"],
  "registration-lost": ["register", "import", "remove"],
  "registration-gained": ["register", "import"],
  "number-returned": ["purchase"],
} as const satisfies Partial<Record<DriftKind, readonly OrderKind[]>>;

/** An order whose result is unknown explains only what it was for. */
export const MAY_HAVE_CAUSED = {
  "lost-sms": ["sms-disable"],
  "gained-sms": ["sms-enable"],
  "campaign-changed": ["campaign-assign"],
  "campaign-joined": ["campaign-assign"],
  "registration-lost": ["remove"],
  "registration-gained": ["register"],
  "number-returned": ["purchase"],
} as const satisfies Partial<Record<DriftKind, readonly OrderKind[]>>;

/** The order that brings the former state back; null where none can. */
export const RESTORED_BY = {
  "lost-sms": "sms-enable",
  "gained-sms": "sms-disable",
  "campaign-changed": "campaign-assign",
  "campaign-gone": "campaign-assign",
  "registration-lost": "register",
  "campaign-joined": null,
  "registration-gained": null,
  "campaign-ended": null,
  "campaign-suspended": null,
  "number-gone": null,
  "number-returned": null,
  "number-appeared": null,
} as const satisfies Record<DriftKind, OrderKind | null>;

/** How a campaign fares is no state of the number: assigning it to the same one again changes nothing. */
export const isRestorable = ({ kind, facet }: { kind: DriftKind; facet: string }) =>
  facet !== CAMPAIGN_STATE && RESTORED_BY[kind] !== null;

/** What a person can do where no order brings it back. */
export const WITHOUT_ORDER: Partial<Record<DriftKind, string>> = {
  "campaign-ended": "No order revives a campaign. Assign the numbers to another campaign.",
  "campaign-suspended":
    "The campaign registry lifts a suspension, not an order. Ask the brand's owner, or assign another campaign.",
  "campaign-joined":
    "No order takes a number out of its campaign without another one. Accept it, or assign another campaign.",
  "registration-gained":
    "No order takes away the registration alone. Accept it, or ask Bandwidth. A Remove order takes the whole number out of the account.",
  "number-returned": "No order gives a number back. Accept it, or ask iNumbering to take it out of the account.",
  "number-gone":
    "No order brings back a number that left the account. Ask iNumbering, or search for it in the inventory.",
};
