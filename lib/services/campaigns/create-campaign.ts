import "server-only";
import { uuidv7 } from "uuidv7";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { idRow, queryRows } from "@/lib/db/sql";
import { type CampaignForm, entryState, isEntryMoving } from "@/lib/domain/campaign";
import { AppError } from "@/lib/domain/errors";
import { enqueueEffect } from "@/lib/engine/effects/enqueue-effect";
import { recordAuditSql } from "@/lib/db/record-audit";
import { inTransaction } from "@/lib/db/transaction";
import type { CreatedEntry } from "./create-brand";

const brandRow = z.object({ account_id: z.string(), brand_id: z.string(), state: entryState });

/**
 * Stores the wish to register a campaign under a brand; the worker sends it. The carrier wants the brand first, so one that is not
 * through yet, or was refused, takes none. Errors: NOT_FOUND (brand), CONFLICT (brand not registered).
 */
export async function createCampaign(ctx: Context, form: CampaignForm): Promise<CreatedEntry> {
  return inTransaction(ctx.sql, async (client) => {
    const [brand] = await queryRows(client, brandRow)`
      SELECT account_id, brand_id, state FROM brand WHERE id = ${form.brandRowId} FOR SHARE`;
    if (!brand) throw new AppError("NOT_FOUND", "This brand does not exist.");
    if (isEntryMoving(brand.state))
      throw new AppError(
        "CONFLICT",
        `${brand.brand_id} is still being registered. Add the campaign once it is through.`,
      );
    if (brand.state !== "registered" && brand.state !== "unknown")
      throw new AppError("CONFLICT", `The carrier has not taken ${brand.brand_id}. Register the brand first.`);
    const [created] = await queryRows(client, idRow)`
      INSERT INTO campaign (id, account_id, brand_row_id, campaign_id, description)
      VALUES (${uuidv7()}, ${brand.account_id}, ${form.brandRowId}, ${form.campaignId}, ${form.description})
      ON CONFLICT (account_id, campaign_id) DO NOTHING RETURNING id`;
    if (!created) {
      const [known] = await queryRows(client, idRow)`
        SELECT id FROM campaign WHERE account_id = ${brand.account_id} AND campaign_id = ${form.campaignId}`;
      return { id: known?.id ?? "", isExisting: true };
    }
    const input = { campaignId: form.campaignId, brandId: brand.brand_id, description: form.description };
    const effect = {
      id: created.id,
      accountId: brand.account_id,
      kind: "campaign",
      input,
      actorId: ctx.actor.id,
    } as const;
    await enqueueEffect(client, effect);
    await recordAuditSql(client, ctx.actor, {
      action: "campaign.requested",
      entityType: "campaign",
      entityId: created.id,
      summary: `Campaign ${form.campaignId} to be registered under ${brand.brand_id}`,
      after: form,
    });
    return { id: created.id, isExisting: false };
  });
}
