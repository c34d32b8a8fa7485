import "server-only";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { queryRows, raw } from "@/lib/db/sql";
import { canSendAgain, entryState } from "@/lib/domain/campaign";
import { AppError } from "@/lib/domain/errors";
import { requeueEffect } from "@/lib/engine/effects/enqueue-effect";
import { recordAuditSql } from "@/lib/db/record-audit";
import { inTransaction } from "@/lib/db/transaction";

export const sendAgainInput = z.object({ entry: z.enum(["brand", "campaign"]), id: z.uuid() });

const entryRow = z.object({ name: z.string(), state: entryState });

/**
 * Has the registration of a brand or campaign sent once more. The worker reads first where the carrier offers a reading.
 * Errors: NOT_FOUND, CONFLICT (under way, or registered).
 */
export async function sendAgain(ctx: Context, { entry, id }: z.output<typeof sendAgainInput>): Promise<null> {
  return inTransaction(ctx.sql, async (client) => {
    const [row] = await queryRows(client, entryRow)`
      SELECT ${raw(entry)}_id AS name, state FROM ${raw(entry)} WHERE id = ${id} FOR UPDATE`;
    if (!row) throw new AppError("NOT_FOUND");
    if (!canSendAgain(row.state))
      throw new AppError(
        "CONFLICT",
        `${row.name} is ${row.state === "registered" ? "registered" : "under way"} already.`,
      );
    await client.query(`UPDATE ${entry} SET state = 'submitted' WHERE id = $1`, [id]);
    await requeueEffect(client, id, ctx.actor.id);
    await recordAuditSql(client, ctx.actor, {
      action: `${entry}.retried`,
      entityType: entry,
      entityId: id,
      summary: `${entry === "brand" ? "Brand" : "Campaign"} ${row.name} to be sent again`,
      before: { state: row.state },
    });
    return null;
  });
}
