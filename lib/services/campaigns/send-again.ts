import "server-only";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { queryRows, raw } from "@/lib/db/sql";
import { canSendAgain, entryState } from "@/lib/domain/campaign";
import { AppError } from "@/lib/domain/errors";
import { requeueEffect } from "@/lib/engine/effects/enqueue-effect";
import { brandInput, campaignInput } from "@/lib/engine/effects/registration";
import { recordAuditSql } from "@/lib/db/record-audit";
import { inTransaction } from "@/lib/db/transaction";

export const sendAgainInput = z.object({ entry: z.enum(["brand", "campaign"]), id: z.uuid() });

const entryRow = z.object({ name: z.string(), state: entryState, input: z.unknown() });
/** What is sent of each, from its row `e`. */
const INPUTS = {
  brand: "jsonb_build_object('brandId', e.brand_id, 'name', e.name, 'description', e.description)",
  campaign: `jsonb_build_object('campaignId', e.campaign_id, 'description', e.description,
    'brandId', (SELECT b.brand_id FROM brand b WHERE b.id = e.brand_row_id))`,
} as const;

/**
 * Has the registration of a brand or campaign sent once more. The worker reads first where the carrier offers a reading.
 * Errors: NOT_FOUND, CONFLICT (under way, or registered).
 */
export async function sendAgain(ctx: Context, { entry, id }: z.output<typeof sendAgainInput>): Promise<null> {
  return inTransaction(ctx.sql, async (client) => {
    const [row] = await queryRows(client, entryRow)`
      SELECT ${raw(entry)}_id AS name, state, ${raw(INPUTS[entry])} AS input FROM ${raw(entry)} e WHERE id = ${id} FOR UPDATE`;
    if (!row) throw new AppError("NOT_FOUND");
    if (!canSendAgain(row.state))
      throw new AppError(
        "CONFLICT",
        `${row.name} is ${row.state === "registered" ? "registered" : "under way"} already.`,
      );
    await client.query(`UPDATE ${entry} SET state = 'submitted' WHERE id = $1`, [id]);
    if (entry === "brand")
      await requeueEffect(client, { id, kind: entry, input: brandInput.parse(row.input), actorId: ctx.actor.id });
    else await requeueEffect(client, { id, kind: entry, input: campaignInput.parse(row.input), actorId: ctx.actor.id });
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
