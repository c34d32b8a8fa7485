import { z } from "zod";
import { one } from "./address-field";
import { defineTable } from "./table";
import { TAG_LIMITS, type TagView } from "./tag";

/** A line of the list of tags. Instants are ISO 8601. */
export type TagRow = TagView & { numbers: number; createdAt: string; createdBy: string | null };

/** At most 500 rows: sorted where they are shown. */
export const TAGS_TABLE = defineTable<TagRow>()({
  name: { label: "Tag", sort: { key: "name" }, isSticky: true },
  numbers: { label: "Numbers", sort: { key: "numbers", first: "descending" }, align: "right" },
  created: { label: "Created", sort: { key: "created", first: "descending" }, isMuted: true, isWideOnly: true },
  actions: { label: "Actions", isLabelHidden: true, align: "right" },
});

const TAG_SORTS = ["name", "-name", "numbers", "-numbers", "created", "-created"] as const;

/** The list of tags as its address says it. */
export const tagsQuery = z.object({
  q: one(z.string().trim().max(TAG_LIMITS.name)),
  sort: z.enum(TAG_SORTS).catch("name"),
});
export type TagsQuery = z.output<typeof tagsQuery>;
