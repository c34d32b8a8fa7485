import "server-only";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { queryRows } from "@/lib/db/sql";
import type { CapacityForm } from "@/lib/domain/campaign";
import { AppError } from "@/lib/domain/errors";
import { recordAuditSql } from "@/lib/db/record-audit";
import { inTransaction } from "@/lib/db/transaction";

const campaignRow = z.object({
  campaign_id: z.string(),
  capacity: z.number(),
  has_pool: z.boolean(),
});

/** How many numbers a campaign may hold from now on; more than it holds already is not forced out. Errors: NOT_FOUND. */
export async function setCapacity(ctx: Context, { id, capacity, hasPool, reason }: CapacityForm): Promise<null> {
  return inTransaction(ctx.sql, async (client) => {
    const [before] = await queryRows(client, campaignRow)`
      SELECT campaign_id, capacity, has_pool FROM campaign WHERE id = ${id} FOR UPDATE`;
    if (!before) throw new AppError("NOT_FOUND", "This campaign does not exist.");
    await client.query(`UPDATE campaign SET capacity = $2, has_pool = $3 WHERE id = $1`, [id, capacity, hasPool]);
    await recordAuditSql(client, ctx.actor, {
      action: "campaign.capacity-set",
      entityType: "campaign",
      entityId: id,
      summary: `Campaign ${before.campaign_id} may hold ${capacity} numbers${hasPool ? ", with a number pool" : ""}`,
      reason,
      before: { capacity: before.capacity, hasPool: before.has_pool },
      after: { capacity, hasPool },
    });
    return null;
  });
}
