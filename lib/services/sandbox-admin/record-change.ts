import type { Context } from "@/lib/context";
import { type AuditEntry, recordAudit } from "@/lib/db/record-audit";

/** Records a change that the sandbox has accepted: it is no part of the transaction, and may refuse. */
export async function recordSandboxChange(
  ctx: Context,
  entry: Omit<AuditEntry, "entityType" | "entityId"> & { entityId?: string },
): Promise<void> {
  await ctx.db.$transaction((tx) =>
    recordAudit(tx, ctx.actor, { ...entry, entityType: "sandbox", entityId: entry.entityId ?? "all" }),
  );
}
