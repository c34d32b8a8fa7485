import "server-only";
import { z } from "zod";
import { withTrace, type CallTrace } from "@/lib/carriers/registry";
import type { Context } from "@/lib/context";
import { phoneNumber } from "@/lib/domain/phone-number";
import { inTransaction } from "@/lib/services/fulfilment/transaction";

export const checkMessagesInput = z.object({ number: phoneNumber });

const MOST = 5;

/** Reads at the carrier how the last messages that were under way have fared. Returns how many were asked about. */
export async function checkMessages(ctx: Context, { number }: z.output<typeof checkMessagesInput>): Promise<number> {
  const { rows } = await ctx.sql.query<{ id: string; account_id: string; external_id: string }>(
    `SELECT id, account_id, external_id FROM message
     WHERE e164 = $1 AND direction = 'out' AND state IN ('queued', 'sending') AND external_id NOT LIKE 'ours:%'
     ORDER BY occurred_at DESC LIMIT ${MOST}`,
    [number],
  );
  for (const row of rows) {
    const account = await ctx.carriers.open(row.account_id);
    const messaging = account.carrier.messaging;
    if (!messaging) continue;
    const trace: CallTrace = { actorId: ctx.actor.id, isUrgent: true };
    const message = await withTrace(trace, () => messaging.getMessage(row.external_id));
    await inTransaction(ctx.sql, (client) =>
      client.query(
        `UPDATE message SET state = $2, delivery_state = coalesce($3, delivery_state)
         WHERE id = $1 AND state IN ('queued', 'sending')`,
        [row.id, message.state, message.deliveryState],
      ),
    );
  }
  return rows.length;
}
