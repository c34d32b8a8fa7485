import type { LookupItem } from "./lookup-view";
import { defineTable } from "./table";

export const LOOKUPS_TABLE = defineTable<LookupItem>()({
  name: { label: "List", isSticky: true, isWide: true },
  numbers: { label: "Numbers", align: "right" },
  left: { label: "Duplicates, no numbers", align: "right", isMuted: true, isWideOnly: true },
  answers: { label: "Answers", align: "right", isMuted: true, isWideOnly: true },
  person: { label: "By", isMuted: true },
  created: { label: "Looked up", align: "right", isMuted: true },
});
