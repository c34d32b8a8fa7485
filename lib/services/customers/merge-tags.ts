import "server-only";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { recordAuditSql } from "@/lib/db/record-audit";
import { queryRows } from "@/lib/db/sql";
import { inTransaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/domain/errors";
import type { mergeInput, NumberEditResult } from "@/lib/domain/number-edit";
import { spellNumbers } from "./edit-numbers";
import { closeEdit, openEdit, refuseManyTagged } from "./open-edit";

const tagRow = z.object({ id: z.string(), name: z.string(), hue: z.string() });

/**
 * The numbers of one tag get another in its place, and the one is deleted; can be undone. The same act again changes nothing. Errors:
 * INVALID_INPUT (with itself), NOT_FOUND, CONFLICT (more than 50,000 numbers).
 */
export const mergeTags = (
  ctx: Context,
  { editId, id, intoId, reason }: z.output<typeof mergeInput>,
): Promise<NumberEditResult> =>
  inTransaction(ctx.sql, async (client) => {
    if (id === intoId) throw new AppError("INVALID_INPUT", "Choose another tag to merge it into.");
    const former = await openEdit(client, ctx, { id: editId, kind: "merge-tags" });
    if (former) return former;
    const tags = await queryRows(client, tagRow)`
      SELECT id, name, hue FROM tag WHERE id = ANY(${[id, intoId]}::uuid[]) ORDER BY id FOR UPDATE`;
    const [tag, into] = [id, intoId].map((wanted) => tags.find((one) => one.id === wanted));
    if (!tag || !into) throw new AppError("NOT_FOUND", "One of these tags does not exist any more.");
    await refuseManyTagged(client, tag);
    // All of one statement see the tags as they were before it.
    const { rowCount } = await client.query(
      `WITH gone AS (DELETE FROM number_tag WHERE tag_id = $1 RETURNING e164),
         kept AS (INSERT INTO number_edit_item (edit_id, e164, was_tagged)
           SELECT $3, g.e164, EXISTS (SELECT FROM number_tag t WHERE t.e164 = g.e164 AND t.tag_id = $2) FROM gone g),
         moved AS (INSERT INTO number_tag (e164, tag_id) SELECT e164, $2 FROM gone ON CONFLICT DO NOTHING)
       INSERT INTO number_event (id, e164, kind, field, message, actor_id)
       SELECT gen_random_uuid(), e164, 'tag', 'tags', $4, $5 FROM gone`,
      [id, intoId, editId, `Tag ${tag.name} merged into ${into.name}`, ctx.actor.id],
    );
    const changed = rowCount ?? 0;
    await client.query(`DELETE FROM tag WHERE id = $1`, [id]);
    const result = { id: editId, changed, unchanged: 0, label: into.name };
    await closeEdit(client, result, { tagId: intoId, former: tag });
    await recordAuditSql(client, ctx.actor, {
      action: "tag.merged",
      entityType: "tag",
      entityId: intoId,
      summary: `Tag ${tag.name} merged into ${into.name}: ${spellNumbers(changed)}`,
      reason,
      before: { tag: tag.name, hue: tag.hue },
      after: { edit: editId, tag: into.name, numbers: changed },
    });
    return result;
  });
