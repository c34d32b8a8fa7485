import { defineTable } from "./table";

export const CYCLES_TABLE = defineTable<never>()({
  what: { label: "What is read", isSticky: true },
  state: { label: "State", isWide: true },
  last: { label: "Last" },
  next: { label: "Next", isMuted: true, isWideOnly: true },
  actions: { label: "Actions", isLabelHidden: true, align: "right" },
});
