import "server-only";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { idRow, queryRows } from "@/lib/db/sql";
import { AppError } from "@/lib/domain/errors";
import { recordAuditSql } from "@/lib/db/record-audit";
import { inTransaction } from "@/lib/db/transaction";

export const replayCallbacksInput = z.object({ callbackIds: z.array(z.uuid()).min(1).max(200) });

/**
 * Has the worker read stored callbacks again, as if they had just come. What has been counted is not counted again.
 * Errors: NOT_FOUND when none of them is stored.
 */
export async function replayCallbacks(
  ctx: Context,
  { callbackIds }: z.output<typeof replayCallbacksInput>,
): Promise<{ replayed: number }> {
  return inTransaction(ctx.sql, async (client) => {
    const rows = await queryRows(client, idRow)`
      WITH chosen AS (SELECT id FROM callback WHERE id = ANY(${callbackIds}::uuid[]) ORDER BY id FOR UPDATE)
      UPDATE callback c SET state = 'waiting', handled_at = NULL, outcome = NULL, replays = replays + 1
      FROM chosen WHERE c.id = chosen.id RETURNING c.id`;
    if (rows.length === 0) throw new AppError("NOT_FOUND", "These callbacks are no longer stored.");
    const ids = rows.map(({ id }) => id);
    await client.query(`SELECT graphile_worker.add_job('callbacks.received', $1::json, max_attempts => 25)`, [
      JSON.stringify({ callbackIds: ids }),
    ]);
    await recordAuditSql(client, ctx.actor, {
      action: "callback.replayed",
      entityType: "callback",
      entityId: ids[0] ?? "",
      summary: ids.length === 1 ? "1 callback read again" : `${ids.length} callbacks read again`,
      after: { callbackIds: ids },
    });
    return { replayed: ids.length };
  });
}
