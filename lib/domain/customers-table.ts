import type { CustomerRow } from "./customer";
import { defineTable } from "./table";

export const CUSTOMERS_TABLE = defineTable<CustomerRow>()({
  name: { label: "Customer", sort: { key: "name" }, isSticky: true, exports: { customer: ({ name }) => name } },
  reference: {
    label: "Our reference",
    isMuted: true,
    isWideOnly: true,
    exports: { reference: (row) => row.reference },
  },
  numbers: {
    label: "Numbers",
    sort: { key: "numbers", first: "descending" },
    align: "right",
    exports: { numbers: ({ numbers }) => numbers },
  },
  can: { label: "Can text", align: "right", isWideOnly: true, exports: { can_text: ({ texting }) => texting.can } },
  cannot: { label: "Cannot text", align: "right", exports: { cannot_text: ({ texting }) => texting.cannot } },
  unknown: {
    label: "Not known",
    align: "right",
    isWideOnly: true,
    exports: { not_known: ({ texting }) => texting.unknown },
  },
  drifted: {
    label: "Drifted",
    align: "right",
    isWideOnly: true,
    exports: { drifted: ({ texting }) => texting.drifted },
  },
  tags: {
    label: "Tags in use",
    isWide: true,
    isWideOnly: true,
    exports: { tags: ({ tags }) => tags.map(({ name }) => name).join("; ") || null },
  },
  changed: {
    label: "Last change",
    sort: { key: "changed", first: "descending" },
    align: "right",
    isMuted: true,
    isWideOnly: true,
    exports: { changed: ({ changedAt }, spellTime) => spellTime(changedAt) },
  },
  archived: {
    label: "Archived",
    isShown: false,
    exports: { archived: ({ isArchived }) => (isArchived ? "yes" : "no") },
  },
});
