import "server-only";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { queryRows, raw, sql, where } from "@/lib/db/sql";
import { toNameKey } from "@/lib/domain/customer";
import type { TagRow, TagsQuery } from "@/lib/domain/tags-table";

const row = z.object({
  id: z.string(),
  name: z.string(),
  hue: z.string(),
  numbers: z.number(),
  created_at: z.date(),
  created_by: z.string().nullable(),
});
const COLUMNS = { name: "t.key", numbers: "coalesce(u.numbers, 0)", created: "t.created_at" } as const;

/** All tags that match, with how many numbers have each: at most 500. */
export async function listTagRows({ sql: pool }: Pick<Context, "sql">, { q, sort }: TagsQuery): Promise<TagRow[]> {
  const column = raw(COLUMNS[sort.replace(/^-/, "") as keyof typeof COLUMNS]);
  const direction = raw(sort.startsWith("-") ? "DESC" : "ASC");
  const rows = await queryRows(pool, row)`
    SELECT t.id, t.name, t.hue, coalesce(u.numbers, 0) AS numbers, t.created_at, p.name AS created_by
    FROM tag t LEFT JOIN person p ON p.id = t.created_by_id
    LEFT JOIN (SELECT tag_id, count(*) AS numbers FROM number_tag GROUP BY tag_id) u ON u.tag_id = t.id
    ${where(q === undefined ? [] : [sql`position(${toNameKey(q)} IN t.key) > 0`])}
    ORDER BY ${column} ${direction}, t.key`;
  return rows.map(({ created_at, created_by, ...tag }) => ({
    ...tag,
    createdAt: created_at.toISOString(),
    createdBy: created_by,
  }));
}
