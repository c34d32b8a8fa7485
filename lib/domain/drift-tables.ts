import { defineTable } from "./table";

export const DRIFT_TABLE = defineTable<never>()({
  select: { label: "Select", isLabelHidden: true },
  number: { label: "Number", isSticky: true },
  what: { label: "What changed", isWideOnly: true },
  change: { label: "Before → now", isWide: true, isWideOnly: true },
  customer: { label: "Customer", isWideOnly: true },
  account: { label: "Account", isMuted: true, isWideOnly: true },
  seen: { label: "Seen", align: "right", isMuted: true, isWideOnly: true },
  actions: { label: "Actions", isLabelHidden: true, align: "right" },
});

export const DISCOVER_TABLE = defineTable<never>()({
  select: { label: "Select", isLabelHidden: true },
  number: { label: "Number", isSticky: true },
  account: { label: "Account", isWide: true },
  customer: { label: "Customer", isWideOnly: true },
  details: { label: "The carrier lists", isWideOnly: true },
  seen: { label: "Listed since", align: "right", isMuted: true, isWideOnly: true },
  evidence: { label: "Evidence", isLabelHidden: true, align: "right" },
});
