import "server-only";
import { uuidv7 } from "uuidv7";
import { CarrierError, type InboundEvent } from "@/lib/carriers/carrier";
import type { Carriers } from "@/lib/context";
import type { Sql } from "@/lib/db/client";
import { parsePhoneNumber, type PhoneNumber } from "@/lib/domain/phone-number";
import { insertEvents } from "@/lib/services/fulfilment/facts";
import { inTransaction } from "@/lib/services/fulfilment/transaction";
import { ensureNumbers } from "@/lib/services/numbers/ensure-numbers";

/** Later states of a message; an event that comes late never moves one back. */
const STATE_ORDER = ["received", "queued", "sending", "sent", "error"];

/** Turns a stored callback into messages. The same message again is counted, not doubled. Running it twice changes nothing. */
export async function understandCallback(
  { sql, carriers }: { sql: Sql; carriers: Carriers },
  callbackId: string,
): Promise<void> {
  const { rows } = await sql.query<{ account_id: string; payload: unknown; handled_at: Date | null }>(
    `SELECT account_id, payload, handled_at FROM callback WHERE id = $1`,
    [callbackId],
  );
  const row = rows[0];
  if (!row || row.handled_at) return;
  const account = await carriers.open(row.account_id);
  let events: readonly InboundEvent[] = [];
  let outcome = "understood";
  try {
    if (account.carrier.messaging) events = account.carrier.messaging.readCallback(row.payload);
    else outcome = "kept: this carrier's callbacks are not read";
  } catch (error) {
    if (!(error instanceof CarrierError)) throw error;
    outcome = `not understood: ${error.message}`;
  }
  await inTransaction(sql, async (client) => {
    const claimed = await client.query(
      `UPDATE callback SET handled_at = now(), outcome = $2 WHERE id = $1 AND handled_at IS NULL RETURNING id`,
      [callbackId, outcome],
    );
    if (claimed.rows.length === 0) return;
    for (const event of events) {
      const ours = readNumber(event.direction === "in" ? event.to : event.from);
      if (!ours) continue;
      await ensureNumbers(client, [ours]);
      const stored = await client.query<{ received: number }>(
        `INSERT INTO message AS m (id, account_id, external_id, direction, e164, peer, body, state, delivery_state, occurred_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, coalesce($10::timestamptz, now()))
         ON CONFLICT (account_id, external_id) DO UPDATE SET received = m.received + 1,
           state = CASE WHEN array_position($11::text[], excluded.state) > array_position($11::text[], m.state)
             THEN excluded.state ELSE m.state END,
           delivery_state = coalesce(excluded.delivery_state, m.delivery_state)
         RETURNING received`,
        [
          uuidv7(),
          account.id,
          event.messageId,
          event.direction,
          ours,
          event.direction === "in" ? event.from : event.to,
          event.text,
          event.state,
          event.deliveryState,
          event.time,
          STATE_ORDER,
        ],
      );
      if (event.direction === "in" && stored.rows[0]?.received === 1)
        await insertEvents(client, account, [{ number: ours, kind: "inbound", message: `Message from ${event.from}` }]);
    }
  });
}

function readNumber(text: string): PhoneNumber | null {
  const parsed = parsePhoneNumber(text);
  return parsed.ok ? parsed.number : null;
}
