import { defineTable } from "@/lib/domain/table";
import type { UploadRow } from "./upload-view";

export const UPLOADS_TABLE = defineTable<UploadRow>()({
  name: { label: "Upload", isSticky: true },
  state: { isWideOnly: true, label: "State" },
  rows: { isWideOnly: true, label: "Rows" },
  action: { isWideOnly: true, label: "Action", isMuted: true },
  outcome: { isWideOnly: true, label: "Outcome", isWide: true },
  person: { isWideOnly: true, label: "By", isMuted: true },
  created: { isWideOnly: true, label: "Uploaded", align: "right", isMuted: true },
  kept: { isWideOnly: true, label: "Kept until", align: "right", isMuted: true },
  delete: { isWideOnly: true, label: "Delete", isLabelHidden: true, align: "right" },
});
