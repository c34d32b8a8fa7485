import "server-only";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { inTransaction } from "@/lib/db/transaction";
import { driftChoice } from "@/lib/domain/drift";
import { AppError } from "@/lib/domain/errors";
import { placePrepared, type PreparedOrder, prepareOrder } from "@/lib/services/orders/place-order";
import { lockChosen, readChosen } from "./drift-choice";
import { groupRestore, type RestoreGroup } from "./plan-restore";

export const restoreDriftInput = z.object({
  choice: driftChoice,
  reason: z.string().trim().max(500).optional(),
  idempotencyKey: z.string().min(8).max(60),
});

/** `left`: differences that no order brings back; they stay open. */
export type RestoredDrift = { orders: { id: string; ref: string; numbers: number }[]; left: number };

/**
 * Places the orders that bring back the former state, all or none, in one transaction with the differences, which wait for them from then
 * on. Errors: INVALID_INPUT (none can be brought back, or the carrier takes no such order), CONFLICT (a campaign has no room).
 */
export async function restoreDrift(ctx: Context, input: z.output<typeof restoreDriftInput>): Promise<RestoredDrift> {
  const { choice, reason, idempotencyKey } = input;
  const planned = await groupRestore(ctx.sql, await readChosen(ctx.sql, ctx, "drift", choice));
  if (planned.groups.length === 0)
    throw new AppError("INVALID_INPUT", "No order brings these back. They may have been settled meanwhile.");
  const prepared = new Map<string, PreparedOrder>();
  for (const group of planned.groups)
    prepared.set(
      keyOf(group),
      await prepareOrder(ctx, {
        kind: group.kind,
        accountId: group.accountId,
        numbers: group.rows.map(({ e164 }) => e164),
        params: toParams(group),
        reason: reason || "Restores a change at the carrier that no order made.",
        idempotencyKey: `${idempotencyKey}:${keyOf(group)}`.slice(0, 100),
      }),
    );
  return inTransaction(ctx.sql, async (client) => {
    const { groups, left } = await groupRestore(client, await lockChosen(client, ctx, "drift", choice));
    const orders: RestoredDrift["orders"] = [];
    for (const group of groups) {
      const order = prepared.get(keyOf(group));
      if (!order) continue;
      const numbers = group.rows.map(({ e164 }) => e164);
      const placed = await placePrepared(client, ctx, { ...order, input: { ...order.input, numbers } });
      await client.query(
        `UPDATE drift SET state = 'restoring', order_id = $2 WHERE id = ANY($1::uuid[]) AND state = 'open'`,
        [group.rows.map(({ id }) => id), placed.orderId],
      );
      orders.push({ id: placed.orderId, ref: placed.ref, numbers: numbers.length });
    }
    return { orders, left: left.length };
  });
}

const keyOf = ({ kind, accountId, to }: RestoreGroup) => `${accountId.slice(-6)}:${kind}:${to ?? ""}`;

const toParams = ({ kind, to }: RestoreGroup): Record<string, string> =>
  kind === "register" ? { applicationId: to ?? "" } : kind === "campaign-assign" ? { campaignId: to ?? "" } : {};
