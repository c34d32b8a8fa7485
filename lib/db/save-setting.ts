import type { Context } from "@/lib/context";
import type { Prisma } from "@/lib/db/generated/client";
import { type AuditEntry, recordAudit } from "./record-audit";

/** Stores a setting that everybody shares, with its event in the audit log. */
export const saveSetting = (
  ctx: Pick<Context, "db" | "actor">,
  key: string,
  value: Prisma.InputJsonValue,
  change: Pick<AuditEntry, "action" | "summary" | "before" | "after">,
): Promise<void> =>
  ctx.db.$transaction(async (tx) => {
    await tx.setting.upsert({ where: { key }, create: { key, value }, update: { value } });
    await recordAudit(tx, ctx.actor, { ...change, entityType: "setting", entityId: key });
  });
