import { defineTable } from "@/lib/domain/table";
import type { AuditRow } from "./list-audit";

export const AUDIT_TABLE = defineTable<AuditRow>()({
  seq: { label: "Number", isShown: false, exports: { number: ({ seq }) => seq } },
  at: { label: "When", isSticky: true, isMuted: true, exports: { at: ({ at }, spellTime) => spellTime(at) } },
  who: { label: "Who", exports: { who: ({ actorLabel }) => actorLabel } },
  action: { label: "Action", isMuted: true, exports: { action: ({ action }) => action } },
  record: {
    label: "Record",
    isShown: false,
    exports: { record: ({ entityType }) => entityType, "record id": ({ entityId }) => entityId },
  },
  what: {
    label: "What",
    isWide: true,
    exports: { summary: ({ summary }) => summary, reason: ({ reason }) => reason },
  },
  details: {
    label: "Details",
    align: "right",
    isLabelHidden: true,
    exports: {
      before: ({ before }) => before && JSON.stringify(before),
      after: ({ after }) => after && JSON.stringify(after),
    },
  },
});
