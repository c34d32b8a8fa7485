import type { OrderKind, OrderStatus } from "@/lib/domain/order";
import type { OrderRelation } from "@/lib/domain/order-view";

const STATUS_LABELS = {
  DRAFT: "Draft",
  RECEIVED: "Received",
  PROCESSING: "Processing",
  COMPLETE: "Complete",
  PARTIAL: "Partial",
  FAILED: "Failed",
  CANCELLED: "Cancelled",
} as const satisfies Record<OrderStatus, string>;
export const labelStatus = (status: OrderStatus) => STATUS_LABELS[status];

const PHRASES = {
  "sms-enable": "Enable SMS on",
  "sms-disable": "Disable SMS on",
  import: "Import",
  remove: "Remove",
  register: "Register",
  purchase: "Order",
  "campaign-assign": "Assign to the campaign",
  "message-test": "Send a test from",
  "webhook-set": "Set the webhook of",
} as const satisfies Record<OrderKind, string>;
/** The verb before a count of numbers: "Enable SMS on" 214 numbers. */
export const phraseKind = (kind: OrderKind) => PHRASES[kind];

const RELATIONS = {
  retry: "Retry of",
  register: "Follows",
  undo: "Takes back",
  next: "Follows",
} as const satisfies Record<OrderRelation, string>;
/** What an order is to its parent: "Retry of" T… */
export const phraseRelation = (relation: OrderRelation | null) => RELATIONS[relation ?? "next"];

const CHILD_LABELS = {
  retry: "Retry",
  register: "Registration that follows",
  undo: "Takes this order back",
  next: "Next step",
} as const satisfies Record<OrderRelation, string>;
export const labelChild = (relation: OrderRelation | null) => CHILD_LABELS[relation ?? "next"];

/** What a person should know of such orders besides what the carrier's contract says (the `note`). */
export const EXPLANATIONS: Partial<Record<OrderKind, string>> = {
  import:
    "The carrier decides number by number. PARTIAL means that some were imported and others refused; the refused ones are listed below with the carrier's reason, and can be tried again alone.",
  remove:
    "The carrier decides number by number. PARTIAL means that some were removed and others not; they are listed below with the carrier's reason.",
};
