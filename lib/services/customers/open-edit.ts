import "server-only";
import type { PoolClient } from "pg";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { queryCount, queryRows } from "@/lib/db/sql";
import { AppError } from "@/lib/domain/errors";
import { MAX_EDITED_NUMBERS, type NumberEditResult } from "@/lib/domain/number-edit";

/** How long an act can be undone: its toast lasts seconds, a page left open until tomorrow still works. */
const KEPT = "2 days";

export const EDIT_KINDS = [
  "set-customer",
  "add-tag",
  "remove-tag",
  "delete-tag",
  "merge-tags",
  "merge-customers",
] as const;
export type EditKind = (typeof EDIT_KINDS)[number];

const editRow = z.object({
  kind: z.string(),
  changed: z.number(),
  unchanged: z.number(),
  label: z.string().nullable(),
});

/** Begins an act in the caller's transaction. Resolves with its answer where it was sent before, else null. Throws CONFLICT. */
export async function openEdit(
  client: PoolClient,
  ctx: Pick<Context, "actor">,
  { id, kind }: { id: string; kind: EditKind },
): Promise<NumberEditResult | null> {
  const { rowCount } = await client.query(
    `INSERT INTO number_edit (id, kind, person_id, changed, unchanged) VALUES ($1, $2, $3, 0, 0) ON CONFLICT (id) DO NOTHING`,
    [id, kind, ctx.actor.id],
  );
  if (rowCount === 1) return null;
  const [row] = await queryRows(client, editRow)`
    SELECT e.kind, e.changed, e.unchanged, coalesce(c.name, t.name) AS label
    FROM number_edit e LEFT JOIN customer c ON c.id = e.customer_id LEFT JOIN tag t ON t.id = e.tag_id
    WHERE e.id = ${id} AND e.person_id = ${ctx.actor.id}`;
  if (row?.kind !== kind) throw new AppError("CONFLICT", "This was sent before with another content. Reload the page.");
  return { id, changed: row.changed, unchanged: row.unchanged, label: row.label };
}

/** Keeps what an act did, and what is gone with it; forgets acts that can no longer be undone. */
export async function closeEdit(
  client: PoolClient,
  { id, changed, unchanged }: Pick<NumberEditResult, "id" | "changed" | "unchanged">,
  { customerId = null, tagId = null, former }: { customerId?: string | null; tagId?: string | null; former?: unknown },
): Promise<void> {
  await client.query(
    `UPDATE number_edit SET changed = $2, unchanged = $3, customer_id = $4, tag_id = $5, former = $6 WHERE id = $1`,
    [id, changed, unchanged, customerId, tagId, former === undefined ? null : JSON.stringify(former)],
  );
  await client.query(`DELETE FROM number_edit WHERE at < now() - $1::interval`, [KEPT]);
}

/** Throws CONFLICT where a tag has more numbers than one act can change. */
export async function refuseManyTagged(client: PoolClient, tag: { id: string; name: string }): Promise<void> {
  const count = await queryCount(client)`
    SELECT count(*) AS count FROM (SELECT FROM number_tag WHERE tag_id = ${tag.id} LIMIT ${MAX_EDITED_NUMBERS + 1}) n`;
  if (count > MAX_EDITED_NUMBERS)
    throw new AppError(
      "CONFLICT",
      `More than ${MAX_EDITED_NUMBERS.toLocaleString("en-US")} numbers have the tag ${tag.name}. Remove it from some of them first, in parts.`,
    );
}
