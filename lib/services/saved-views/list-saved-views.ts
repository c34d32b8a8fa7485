import "server-only";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { queryRows } from "@/lib/db/sql";
import type { SavedList, SavedView } from "@/lib/domain/saved-view";

const viewRow = z.object({
  id: z.string(),
  name: z.string(),
  query: z.string(),
  is_shared: z.boolean(),
  is_own: z.boolean(),
  owner: z.string(),
});

/** One's own named filters of a list, and those that others share; by name, one's own first. */
export async function listSavedViews({ sql, actor }: Context, list: SavedList): Promise<SavedView[]> {
  const rows = await queryRows(sql, viewRow)`
    SELECT v.id, v.name, v.query, v.is_shared, v.person_id = ${actor.id}::uuid AS is_own, p.name AS owner
    FROM saved_view v JOIN person p ON p.id = v.person_id
    WHERE v.list = ${list} AND (v.person_id = ${actor.id}::uuid OR v.is_shared) ORDER BY is_own DESC, v.name, v.id`;
  return rows.map(({ id, name, query, is_shared, is_own, owner }) => ({
    id,
    name,
    query,
    isShared: is_shared,
    owner: is_own ? null : owner,
    canChange: is_own || actor.role === "administrator",
  }));
}
