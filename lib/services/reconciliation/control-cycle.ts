import "server-only";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { recordAuditSql } from "@/lib/db/record-audit";
import { queryRows } from "@/lib/db/sql";
import { inTransaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/domain/errors";
import { cycleKey, type CycleKey, READING_LABELS } from "@/lib/domain/reading-cycle";

export const controlCycleInput = cycleKey.extend({ to: z.enum(["now", "paused", "run"]) });

const LABELS = { now: "read now", paused: "paused", run: "resumed" } as const;
const accountRow = z.object({ label: z.string() });

/**
 * `now`: begins with the next look of a worker, or goes on at once where it waits; also one that is paused. `paused`: stops after the
 * batch under way, and keeps its place. Errors: NOT_FOUND.
 */
export async function controlCycle(
  ctx: Context,
  { accountId, group, to }: CycleKey & { to: keyof typeof LABELS },
): Promise<void> {
  await inTransaction(ctx.sql, async (client) => {
    const [account] = await queryRows(client, accountRow)`
      UPDATE reading_cycle c SET is_paused = ${to === "paused"},
        next_at = CASE WHEN ${to === "now"} AND (c.started_at IS NULL OR c.ended_at IS NOT NULL) THEN now() ELSE c.next_at END,
        asked_by = CASE WHEN ${to === "now"} THEN ${ctx.actor.id}::uuid ELSE c.asked_by END,
        -- Where a fault holds it up, nobody has it: it need not wait for its time.
        lease_until = CASE WHEN ${to === "now"} AND c.fault IS NOT NULL THEN now() ELSE c.lease_until END
      FROM carrier_account a WHERE a.id = c.account_id AND c.account_id = ${accountId} AND c."group" = ${group} RETURNING a.label`;
    if (!account) throw new AppError("NOT_FOUND", "This account has no such reading.");
    await recordAuditSql(client, ctx.actor, {
      action: "reading.controlled",
      entityType: "carrier-account",
      entityId: accountId,
      summary: `${READING_LABELS[group].label} of ${account.label}: ${LABELS[to]}`,
      after: { group, to },
    });
  });
}
