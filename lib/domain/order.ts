import { z } from "zod";
import { campaignAssign } from "./order-kinds/campaign";
import type { KnownNumber as Known, OrderKindDefinition, OrderRef } from "./order-kinds/definition";
import { importNumbers, register, remove } from "./order-kinds/import";
import { messageTest } from "./order-kinds/message-test";
import { purchase } from "./order-kinds/purchase";
import { smsDisable, smsEnable } from "./order-kinds/sms";
import { webhookSet } from "./order-kinds/webhook";
import type { ReadinessStepId } from "./readiness-step";

const KINDS = {
  "sms-enable": smsEnable,
  "sms-disable": smsDisable,
  import: importNumbers,
  register,
  remove,
  purchase,
  "campaign-assign": campaignAssign,
  "message-test": messageTest,
  "webhook-set": webhookSet,
};
type Kinds = typeof KINDS;
export type OrderKind = keyof Kinds;
/** The kinds whose definition has something other than null in this field. */
type KindsWith<Field extends keyof OrderKindDefinition> = {
  [Kind in OrderKind]: Kinds[Kind][Field] extends null ? never : Kind;
}[OrderKind];

export const ORDER_KINDS: Readonly<Record<OrderKind, OrderKindDefinition<OrderKind>>> = KINDS;
export const ALL_ORDER_KINDS = Object.keys(KINDS) as OrderKind[];
export const orderKind = z.enum(ALL_ORDER_KINDS);

const OTHER_CAPABILITIES = {
  inventory: "Inventory",
  campaigns: "Brands and campaigns",
  messaging: "Messages",
} as const;
export type Capability = OrderKind | keyof typeof OTHER_CAPABILITIES;
/** What a carrier can do: its kinds of orders and the rest. */
export const CAPABILITY_LABELS = {
  ...(Object.fromEntries(ALL_ORDER_KINDS.map((kind) => [kind, ORDER_KINDS[kind].label])) as Record<OrderKind, string>),
  ...OTHER_CAPABILITIES,
};

export type OpenOrder = OrderRef<OrderKind>;
export type KnownNumber = Known<OrderKind>;

/** Kinds that the general verb places; the others have a verb of their own, which checks more first. */
export type PlainOrderKind = {
  [Kind in OrderKind]: Kinds[Kind]["placedBy"] extends "order" ? Kind : never;
}[OrderKind];
export const isPlainOrderKind = (kind: OrderKind): kind is PlainOrderKind => ORDER_KINDS[kind].placedBy === "order";
export const plainOrderKind = z.enum(ALL_ORDER_KINDS.filter(isPlainOrderKind));

/** Kinds with a form that takes numbers. */
export type FormOrderKind = KindsWith<"form">;
export const hasOrderForm = (kind: OrderKind): kind is FormOrderKind => ORDER_KINDS[kind].form !== null;
export const getOrderForm = (kind: FormOrderKind) => KINDS[kind].form;
export type DraftName = ReturnType<typeof getOrderForm>["draft"];

/** Kinds that a number's page offers, in the order of the buttons. */
export type NumberAction = KindsWith<"numberPage">;
export const NUMBER_ACTIONS = ALL_ORDER_KINDS.filter(
  (kind): kind is NumberAction => ORDER_KINDS[kind].numberPage !== null,
);

/** The kinds that complete a readiness step or take it back, and those that complete it. */
export const listStepKinds = (step: ReadinessStepId) =>
  ALL_ORDER_KINDS.filter((kind) => ORDER_KINDS[kind].step?.id === step);
export const findStepKind = (step: ReadinessStepId) =>
  listStepKinds(step).find((kind) => ORDER_KINDS[kind].step?.isForward) ?? null;

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
export const itemState = z.enum(ITEM_STATES);

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
