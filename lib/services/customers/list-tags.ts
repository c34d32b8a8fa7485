import "server-only";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { queryRows } from "@/lib/db/sql";
import type { TagView } from "@/lib/domain/tag";

const row = z.object({ id: z.string(), name: z.string(), hue: z.string() });

/** All tags by name: at most 500. */
export const listTags = ({ sql }: Pick<Context, "sql">): Promise<TagView[]> =>
  queryRows(sql, row)`SELECT id, name, hue FROM tag ORDER BY key`;
