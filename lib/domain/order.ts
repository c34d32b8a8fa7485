import { z } from "zod";

export const ORDER_KINDS = {
  "sms-enable": { label: "SMS on", verb: "Switch SMS on", inverse: "sms-disable" },
  "sms-disable": { label: "SMS off", verb: "Switch SMS off", inverse: "sms-enable" },
  import: { label: "Import", verb: "Import", inverse: "remove" },
  remove: { label: "Remove", verb: "Remove", inverse: null },
  register: { label: "Register", verb: "Register", inverse: null },
  purchase: { label: "Purchase", verb: "Order", inverse: null },
  "campaign-assign": { label: "Campaign", verb: "Assign to campaign", inverse: null },
  "message-test": { label: "Test message", verb: "Send a test from", inverse: null },
  "webhook-set": { label: "Webhook", verb: "Set webhook", inverse: null },
} as const satisfies Record<string, { label: string; verb: string; inverse: string | null }>;
export type OrderKind = keyof typeof ORDER_KINDS;
export const orderKind = z.enum(Object.keys(ORDER_KINDS) as [OrderKind, ...OrderKind[]]);

export const ORDER_STATUSES = [
  "DRAFT",
  "RECEIVED",
  "PROCESSING",
  "COMPLETE",
  "PARTIAL",
  "FAILED",
  "CANCELLED",
] as const;
export type OrderStatus = (typeof ORDER_STATUSES)[number];
export const orderStatus = z.enum(ORDER_STATUSES);

export const ITEM_STATES = ["queued", "sending", "accepted", "confirmed", "failed", "skipped", "unknown"] as const;
export type ItemState = (typeof ITEM_STATES)[number];

/** How many items of an order are in each state. */
export type ItemCounts = Record<ItemState, number>;

/** The five numbers that always add up to what was requested. */
export type OrderSums = {
  requested: number;
  confirmed: number;
  failed: number;
  skipped: number;
  pending: number;
  unknown: number;
};

export const EMPTY_COUNTS: ItemCounts = {
  queued: 0,
  sending: 0,
  accepted: 0,
  confirmed: 0,
  failed: 0,
  skipped: 0,
  unknown: 0,
};

export function countItems(states: Iterable<ItemState>): ItemCounts {
  const counts = { ...EMPTY_COUNTS };
  for (const state of states) counts[state] += 1;
  return counts;
}

export function sumOrder(counts: ItemCounts): OrderSums {
  const pending = counts.queued + counts.sending + counts.accepted;
  const { confirmed, failed, skipped, unknown } = counts;
  return { requested: pending + confirmed + failed + skipped + unknown, confirmed, failed, skipped, pending, unknown };
}

/**
 * The status of an order is nothing but its items (and whether it was submitted or cancelled). The database computes the same
 * expression in a generated column; a test holds the two together. An item whose outcome is unknown keeps its order open.
 */
export function computeOrderStatus(
  counts: ItemCounts,
  { isSubmitted, isCancelled }: { isSubmitted: boolean; isCancelled: boolean },
): OrderStatus {
  const { requested, confirmed, failed, skipped, pending, unknown } = sumOrder(counts);
  if (!isSubmitted) return "DRAFT";
  if (pending + unknown > 0) return counts.queued === requested ? "RECEIVED" : "PROCESSING";
  if (isCancelled) return "CANCELLED";
  if (failed === 0) return "COMPLETE";
  return confirmed + skipped === 0 ? "FAILED" : "PARTIAL";
}

export const isSettledItem = (state: ItemState) => state === "confirmed" || state === "failed" || state === "skipped";
