import "server-only";
import type { PoolClient } from "pg";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { toNameKey } from "@/lib/domain/customer";
import { AppError } from "@/lib/domain/errors";
import { TAG_LIMITS } from "@/lib/domain/tag";

/** As `number_edit.former` keeps them. */
const formerTag = z.object({ id: z.uuid(), name: z.string(), hue: z.string() });
const formerCustomer = z.object({
  id: z.uuid(),
  name: z.string(),
  reference: z.string().nullable(),
  note: z.string(),
  is_archived: z.boolean(),
});

const refuseTaken = (kind: string, name: string, rowCount: number | null) => {
  if (rowCount === 0)
    throw new AppError("CONFLICT", `There is another ${kind} “${name}” by now. Rename that one first.`);
};

/** The customer that a merge deleted, under its former id. Throws CONFLICT (its name is taken). */
export async function restoreCustomer(client: PoolClient, { actor }: Pick<Context, "actor">, former: unknown) {
  const { id, name, reference, note, is_archived } = formerCustomer.parse(former);
  const { rowCount } = await client.query(
    `INSERT INTO customer (id, name, key, reference, note, created_by_id, archived_at)
     VALUES ($1, $2, $3, $4, $5, $6, CASE WHEN $7 THEN now() END) ON CONFLICT DO NOTHING`,
    [id, name, toNameKey(name), reference, note, actor.id, is_archived],
  );
  refuseTaken("customer", name, rowCount);
}

/**
 * The tag that was deleted, or merged into `intoId`, back on its numbers, except on those that have all the tags they can have, or that no
 * longer have the tag which took its place. Resolves with how many got it. Throws CONFLICT (its name is taken).
 */
export async function restoreTag(
  client: PoolClient,
  { actor }: Pick<Context, "actor">,
  { id: editId, former, intoId }: { id: string; former: unknown; intoId: string | null },
): Promise<number> {
  const { id, name, hue } = formerTag.parse(former);
  const { rowCount } = await client.query(
    `INSERT INTO tag (id, name, key, hue, created_by_id) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING`,
    [id, name, toNameKey(name), hue, actor.id],
  );
  refuseTaken("tag", name, rowCount);
  // A row that another act removes at this moment counts as removed.
  if (intoId !== null)
    await client.query(
      `WITH left_out AS (DELETE FROM number_edit_item i WHERE i.edit_id = $1
         AND NOT EXISTS (SELECT FROM number_tag t WHERE t.e164 = i.e164 AND t.tag_id = $2) RETURNING i.e164)
       DELETE FROM number_tag t USING number_edit_item i
       WHERE i.edit_id = $1 AND NOT i.was_tagged AND t.e164 = i.e164 AND t.tag_id = $2`,
      [editId, intoId],
    );
  const restored = await client.query(
    `WITH back AS (INSERT INTO number_tag (e164, tag_id)
       SELECT i.e164, $2 FROM number_edit_item i JOIN number n ON n.e164 = i.e164
       WHERE i.edit_id = $1 AND (SELECT count(*) FROM number_tag t WHERE t.e164 = i.e164) < $3
       ON CONFLICT DO NOTHING RETURNING e164)
     INSERT INTO number_event (id, e164, kind, field, message, actor_id)
     SELECT gen_random_uuid(), e164, 'tag', 'tags', $4, $5 FROM back`,
    [editId, id, TAG_LIMITS.ofNumber, `Tag back: ${name}`, actor.id],
  );
  return restored.rowCount ?? 0;
}
