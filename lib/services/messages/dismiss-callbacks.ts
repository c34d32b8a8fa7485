import "server-only";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { idRow, queryRows } from "@/lib/db/sql";
import { AppError } from "@/lib/domain/errors";
import { recordAuditSql } from "@/lib/db/record-audit";
import { inTransaction } from "@/lib/db/transaction";

export const dismissCallbacksInput = z.object({ callbackIds: z.array(z.uuid()).min(1).max(200) });

/**
 * Takes callbacks that were set aside off the list; they stay stored, with their reason. Errors: NOT_FOUND when none of them is set
 * aside any longer.
 */
export async function dismissCallbacks(
  ctx: Context,
  { callbackIds }: z.output<typeof dismissCallbacksInput>,
): Promise<{ dismissed: number }> {
  return inTransaction(ctx.sql, async (client) => {
    const rows = await queryRows(client, idRow)`
      WITH chosen AS (SELECT id FROM callback WHERE id = ANY(${callbackIds}::uuid[]) ORDER BY id FOR UPDATE)
      UPDATE callback c SET state = 'dismissed' FROM chosen
      WHERE c.id = chosen.id AND c.state IN ('quarantined', 'kept') RETURNING c.id`;
    if (rows.length === 0) throw new AppError("NOT_FOUND", "These callbacks are no longer set aside.");
    const ids = rows.map(({ id }) => id);
    await recordAuditSql(client, ctx.actor, {
      action: "callback.dismissed",
      entityType: "callback",
      entityId: ids[0] ?? "",
      summary: ids.length === 1 ? "1 callback dismissed" : `${ids.length} callbacks dismissed`,
      after: { callbackIds: ids },
    });
    return { dismissed: ids.length };
  });
}
