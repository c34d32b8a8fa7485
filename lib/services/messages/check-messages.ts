import "server-only";
import { z } from "zod";
import { withTrace, type CallTrace } from "@/lib/carriers/registry";
import type { Context } from "@/lib/context";
import { queryRows } from "@/lib/db/sql";
import { phoneNumber } from "@/lib/domain/phone-number";
import { inTransaction } from "@/lib/db/transaction";
import { moveForward } from "@/lib/engine/effects/message";

export const checkMessagesInput = z.object({ number: phoneNumber });

const MAX = 5;

const sentRow = z.object({ id: z.string(), account_id: z.string(), external_id: z.string() });

/** Reads at the carrier how the last messages that were under way have fared. Returns how many were asked about. */
export async function checkMessages(ctx: Context, { number }: z.output<typeof checkMessagesInput>): Promise<number> {
  const rows = await queryRows(ctx.sql, sentRow)`
    SELECT id, account_id, external_id FROM message
    WHERE e164 = ${number} AND direction = 'out' AND message_rank(state, delivery_state) <= 5 AND state <> 'error' AND external_id NOT LIKE 'ours:%'
    ORDER BY occurred_at DESC LIMIT ${MAX}`;
  for (const row of rows) {
    const account = await ctx.carriers.open(row.account_id);
    const messaging = account.carrier.messaging;
    if (!messaging) continue;
    const trace: CallTrace = { actorId: ctx.actor.id, isUrgent: true };
    const message = await withTrace(trace, () => messaging.getMessage(row.external_id));
    await inTransaction(ctx.sql, (client) =>
      client.query(
        `UPDATE message m SET ${moveForward("e", "m")}
         FROM (SELECT $2::text AS state, $3::text AS delivery_state, $4::text AS carrier_code, $5::text AS carrier_message) e
         WHERE m.id = $1`,
        [row.id, message.state, message.deliveryState, message.code ?? null, message.message ?? null],
      ),
    );
  }
  return rows.length;
}
