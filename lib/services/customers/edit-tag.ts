import "server-only";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { recordAuditSql } from "@/lib/db/record-audit";
import { queryRows } from "@/lib/db/sql";
import { inTransaction } from "@/lib/db/transaction";
import { toNameKey } from "@/lib/domain/customer";
import { AppError } from "@/lib/domain/errors";
import { TAG_HUE_NAMES, tagName, type TagView } from "@/lib/domain/tag";

export const editTagInput = z.object({
  id: z.uuid(),
  name: tagName.optional(),
  hue: z.enum(TAG_HUE_NAMES).optional(),
});

const tagRow = z.object({ id: z.string(), name: z.string(), hue: z.string() });

/** Another name or color, for all numbers with the tag. Errors: NOT_FOUND, INVALID_INPUT (the name is taken: merge them). */
export const editTag = (ctx: Context, { id, ...changes }: z.output<typeof editTagInput>): Promise<TagView> =>
  inTransaction(ctx.sql, async (client) => {
    const [before] = await queryRows(client, tagRow)`
      SELECT id, name, hue FROM tag WHERE id = ${id} FOR NO KEY UPDATE`;
    if (!before) throw new AppError("NOT_FOUND", "This tag does not exist any more.");
    const after = { id, name: changes.name ?? before.name, hue: changes.hue ?? before.hue };
    if (after.name === before.name && after.hue === before.hue) return before;
    const [other] = await queryRows(client, tagRow)`
      SELECT id, name, hue FROM tag WHERE key = ${toNameKey(after.name)} AND id <> ${id}`;
    if (other)
      throw new AppError("INVALID_INPUT", undefined, {
        fields: { name: [`There is a tag “${other.name}” already. Merge this one into it instead.`] },
      });
    await client.query(`UPDATE tag SET name = $2, key = $3, hue = $4 WHERE id = $1`, [
      id,
      after.name,
      toNameKey(after.name),
      after.hue,
    ]);
    await recordAuditSql(client, ctx.actor, {
      action: "tag.changed",
      entityType: "tag",
      entityId: id,
      summary:
        before.name === after.name
          ? `Color of tag ${after.name} changed`
          : `Tag ${before.name} renamed to ${after.name}`,
      before: { name: before.name, hue: before.hue },
      after: { name: after.name, hue: after.hue },
    });
    return after;
  });
