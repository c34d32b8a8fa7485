import "server-only";
import { uuidv7 } from "uuidv7";
import type { Context } from "@/lib/context";
import { idRow, queryRows } from "@/lib/db/sql";
import type { BrandForm } from "@/lib/domain/campaign";
import { AppError } from "@/lib/domain/errors";
import { enqueueEffect } from "@/lib/engine/effects/enqueue-effect";
import { rememberAccount } from "@/lib/services/accounts/last-accounts";
import { recordAuditSql } from "@/lib/db/record-audit";
import { inTransaction } from "@/lib/db/transaction";

/** `isExisting`: it was here already, and nothing is sent again. */
export type CreatedEntry = { id: string; isExisting: boolean };

/**
 * Stores the wish to register a brand, with its effect and audit event, in one transaction; the worker sends it.
 * Errors: NOT_FOUND (account), INVALID_INPUT (no brands at this carrier).
 */
export async function createBrand(ctx: Context, form: BrandForm): Promise<CreatedEntry> {
  const { carrier, definition, label } = await ctx.carriers.open(form.accountId);
  if (!carrier.campaigns) throw new AppError("INVALID_INPUT", `${definition.label} knows no brands.`);
  return inTransaction(ctx.sql, async (client) => {
    const [created] = await queryRows(client, idRow)`
      INSERT INTO brand (id, account_id, brand_id, name, description)
      VALUES (${uuidv7()}, ${form.accountId}, ${form.brandId}, ${form.name}, ${form.description})
      ON CONFLICT (account_id, brand_id) DO NOTHING RETURNING id`;
    if (!created) {
      const [known] = await queryRows(client, idRow)`
        SELECT id FROM brand WHERE account_id = ${form.accountId} AND brand_id = ${form.brandId}`;
      return { id: known?.id ?? "", isExisting: true };
    }
    await rememberAccount(client, ctx.actor.id, "brand", form.accountId);
    const { accountId, ...input } = form;
    await enqueueEffect(client, { id: created.id, accountId, kind: "brand", input, actorId: ctx.actor.id });
    await recordAuditSql(client, ctx.actor, {
      action: "brand.requested",
      entityType: "brand",
      entityId: created.id,
      summary: `Brand ${form.brandId} “${form.name}” to be registered at ${definition.label} · ${label}`,
      after: form,
    });
    return { id: created.id, isExisting: false };
  });
}
