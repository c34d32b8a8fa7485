import { defineTable } from "@/lib/domain/table";
import type { UploadRow } from "./upload-view";

export const UPLOADS_TABLE = defineTable<UploadRow>()({
  name: { label: "Upload", isSticky: true },
  state: { label: "State", isBeside: true },
  rows: { label: "Rows" },
  action: { label: "Action", isMuted: true },
  outcome: { label: "Outcome", isWide: true, isWideOnly: true },
  person: { label: "By", isMuted: true },
  created: { label: "Uploaded", align: "right", isMuted: true },
  kept: { label: "Kept until", align: "right", isMuted: true, isWideOnly: true },
  delete: { label: "Delete", isLabelHidden: true, align: "right" },
});
