import "server-only";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { recordAuditSql } from "@/lib/db/record-audit";
import { inTransaction } from "@/lib/db/transaction";
import { DRIFT_LABELS, driftChoice } from "@/lib/domain/drift";
import { insertEvents } from "@/lib/engine/facts";
import { groupByAccount, lockChosen, settleChosen } from "./drift-choice";

export const acceptDriftInput = z.object({
  choice: driftChoice,
  reason: z.string().trim().max(500).optional(),
});

/** A person takes what the carrier reports now for right. One transaction; what a reading settled meanwhile is left out. */
export const acceptDrift = (
  ctx: Context,
  { choice, reason }: z.output<typeof acceptDriftInput>,
): Promise<{ accepted: number }> =>
  inTransaction(ctx.sql, async (client) => {
    const chosen = await lockChosen(client, ctx, "drift", choice);
    if (chosen.length === 0) return { accepted: 0 };
    await settleChosen(client, chosen, "accepted", ctx.actor.id);
    for (const [account, rows] of groupByAccount(chosen))
      await insertEvents(
        client,
        account,
        rows.map(({ e164, kind, before, after }) => ({
          number: e164,
          kind: "drift",
          before,
          after,
          message: `Accepted: ${DRIFT_LABELS[kind].label}`,
          actorId: ctx.actor.id,
        })),
      );
    const [first] = chosen;
    await recordAuditSql(client, ctx.actor, {
      action: "drift.accepted",
      entityType: "drift",
      entityId: first?.id ?? "",
      summary: `Drift accepted: ${chosen.length === 1 ? (first?.e164 ?? "") : `${chosen.length} differences`}`,
      reason,
      after: { choice, count: chosen.length, ids: chosen.slice(0, 1_000).map(({ id }) => id) },
    });
    return { accepted: chosen.length };
  });
