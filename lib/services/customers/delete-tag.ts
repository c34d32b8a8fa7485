import "server-only";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { recordAuditSql } from "@/lib/db/record-audit";
import { queryRows } from "@/lib/db/sql";
import { inTransaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/domain/errors";
import type { deleteTagInput, NumberEditResult } from "@/lib/domain/number-edit";
import { spellNumbers } from "./edit-numbers";
import { closeEdit, openEdit, refuseManyTagged } from "./open-edit";

const tagRow = z.object({ id: z.string(), name: z.string(), hue: z.string() });

/**
 * Deletes a tag and takes it off its numbers, with an entry on each timeline; can be undone. The same act again changes nothing. Errors:
 * NOT_FOUND, CONFLICT (more than 50,000 numbers).
 */
export const deleteTag = (
  ctx: Context,
  { editId, id, reason }: z.output<typeof deleteTagInput>,
): Promise<NumberEditResult> =>
  inTransaction(ctx.sql, async (client) => {
    const former = await openEdit(client, ctx, { id: editId, kind: "delete-tag" });
    if (former) return former;
    // Waits for anyone who gives it to a number at this moment.
    const [tag] = await queryRows(client, tagRow)`SELECT id, name, hue FROM tag WHERE id = ${id} FOR UPDATE`;
    if (!tag) throw new AppError("NOT_FOUND", "This tag does not exist any more.");
    await refuseManyTagged(client, tag);
    const { rowCount } = await client.query(
      `WITH gone AS (DELETE FROM number_tag WHERE tag_id = $1 RETURNING e164),
         kept AS (INSERT INTO number_edit_item (edit_id, e164) SELECT $2, e164 FROM gone)
       INSERT INTO number_event (id, e164, kind, field, message, actor_id)
       SELECT gen_random_uuid(), e164, 'tag', 'tags', 'Tag deleted: ' || $3, $4 FROM gone`,
      [id, editId, tag.name, ctx.actor.id],
    );
    const changed = rowCount ?? 0;
    await client.query(`DELETE FROM tag WHERE id = $1`, [id]);
    const result = { id: editId, changed, unchanged: 0, label: tag.name };
    await closeEdit(client, result, { tagId: id, former: tag });
    await recordAuditSql(client, ctx.actor, {
      action: "tag.deleted",
      entityType: "tag",
      entityId: id,
      summary: `Tag ${tag.name} deleted${changed > 0 ? ` and removed from ${spellNumbers(changed)}` : ""}`,
      reason,
      before: { name: tag.name, hue: tag.hue, numbers: changed },
      after: { edit: editId },
    });
    return result;
  });
