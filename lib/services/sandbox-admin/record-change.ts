import type { Context } from "@/lib/context";
import { type AuditEntry, recordAudit } from "@/lib/db/record-audit";

/**
 * Records what has just been changed at the sandbox. Afterwards, not before: the sandbox is no part of the transaction, and an
 * entry about a change that it refused would be untrue.
 */
export async function recordSandboxChange(
  ctx: Context,
  entry: Omit<AuditEntry, "entityType" | "entityId"> & { entityId?: string },
): Promise<void> {
  await ctx.db.$transaction((tx) =>
    recordAudit(tx, ctx.actor, { ...entry, entityType: "sandbox", entityId: entry.entityId ?? "all" }),
  );
}
