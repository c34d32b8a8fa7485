import { STATES } from "./labels";
import { ORDER_KINDS } from "./order";
import type { OrderItemRow, OrderRow } from "./order-view";
import { toTenDigits } from "./phone-number";
import { defineTable } from "./table";

export const ORDERS_TABLE = defineTable<OrderRow>()({
  ref: { label: "Order", isSticky: true, exports: { Reference: ({ ref }) => ref } },
  kind: { label: "Kind", exports: { Kind: ({ kind }) => ORDER_KINDS[kind].label } },
  carrier: {
    label: "Carrier",
    isMuted: true,
    exports: { Carrier: ({ carrierLabel }) => carrierLabel, Account: ({ accountLabel }) => accountLabel },
  },
  status: { label: "Status", isBeside: true, exports: { Status: ({ status }) => STATES.order[status].label } },
  outcome: { label: "Outcome", isWide: true, isWideOnly: true },
  requested: { label: "Requested", align: "right", exports: { Requested: ({ sums }) => sums.requested } },
  confirmed: {
    label: "Confirmed",
    align: "right",
    isWideOnly: true,
    exports: { Confirmed: ({ sums }) => sums.confirmed },
  },
  failed: { label: "Failed", align: "right", exports: { Failed: ({ sums }) => sums.failed } },
  skipped: { label: "Skipped", align: "right", exports: { Skipped: ({ sums }) => sums.skipped } },
  pending: { label: "Pending", align: "right", exports: { Pending: ({ sums }) => sums.pending } },
  unknown: { label: "Unknown", align: "right", exports: { Unknown: ({ sums }) => sums.unknown } },
  overdue: { label: "Overdue", isShown: false, exports: { Overdue: ({ overdue }) => overdue } },
  person: {
    label: "By",
    isMuted: true,
    isWideOnly: true,
    exports: { "Placed by": ({ personName }) => personName ?? "Tandem" },
  },
  reason: { label: "Reason", isShown: false, exports: { Reason: ({ reason }) => reason } },
  placed: {
    label: "Placed",
    align: "right",
    isMuted: true,
    exports: { "Placed at": ({ createdAt }, spellTime) => spellTime(createdAt) },
  },
  ended: {
    label: "Ended",
    isShown: false,
    exports: { "Ended at": ({ settledAt }, spellTime) => spellTime(settledAt) },
  },
});

/** An order's number with what the carrier's catalog says about its result. */
export type ExportedItem = OrderItemRow & { meaning: string | null; action: string | null };

export const ITEMS_TABLE = defineTable<ExportedItem>()({
  select: { label: "Select" },
  number: { label: "Number", isSticky: true, exports: { Number: ({ number }) => toTenDigits(number) } },
  state: { label: "State", isBeside: true, exports: { State: ({ state }) => STATES.item[state].label } },
  code: { label: "Code", exports: { Code: ({ code }) => code } },
  message: { label: "Last response", isWide: true, isMuted: true, exports: { Message: ({ message }) => message } },
  meaning: { label: "Meaning", isShown: false, exports: { Meaning: ({ meaning }) => meaning } },
  action: { label: "What to do", isShown: false, exports: { "What to do": ({ action }) => action } },
  retryable: {
    label: "Retry may work",
    isShown: false,
    exports: { "Retry may work": ({ isRetryable }) => (isRetryable === null ? "" : isRetryable ? "yes" : "no") },
  },
  attempts: {
    label: "Attempts",
    align: "right",
    isMuted: true,
    isWideOnly: true,
    exports: { Attempts: ({ attempt }) => attempt },
  },
  reference: {
    label: "Our reference · carrier's ID",
    isMuted: true,
    isWideOnly: true,
    exports: { "Our reference": ({ reference }) => reference, "Carrier's ID": ({ externalId }) => externalId },
  },
  accepted: {
    label: "Accepted",
    align: "right",
    isMuted: true,
    isWideOnly: true,
    exports: { "Accepted at": ({ acceptedAt }, spellTime) => spellTime(acceptedAt) },
  },
  ended: {
    label: "Ended",
    isShown: false,
    exports: { "Ended at": ({ settledAt }, spellTime) => spellTime(settledAt) },
  },
  changed: { label: "Changed", align: "right", isMuted: true },
  evidence: { label: "Evidence", align: "right", isLabelHidden: true },
});
