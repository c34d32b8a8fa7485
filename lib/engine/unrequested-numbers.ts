import "server-only";
import type { PoolClient } from "pg";
import { z } from "zod";
import type { UnrequestedEntry } from "@/lib/carriers/carrier";
import { queryRows } from "@/lib/db/sql";
import { cutText } from "@/lib/domain/clean-text";
import { parsePhoneNumber } from "@/lib/domain/phone-number";
import { log } from "@/lib/log";

/** An answer with nothing but unrequested numbers is kept in part: the first ones show enough. */
const MAX_KEPT = 1_000;
const LONGEST = 300;

const keptRow = z.object({ spelling: z.string() });

/**
 * Keeps what a carrier's answer holds and its contract does not provide for, once per order with the latest message and call.
 * Numbers of the order itself are left out, whichever write carried them.
 */
export async function insertUnrequested(
  client: PoolClient,
  orderId: string,
  found: readonly UnrequestedEntry[],
  callId: string | null,
): Promise<void> {
  const byName = new Map(
    found.slice(0, MAX_KEPT).map(({ kind = "number", spelling, message }) => {
      const parsed = kind === "number" ? parsePhoneNumber(spelling) : null;
      const name = parsed?.ok ? parsed.number : cut(spelling) || "(blank)";
      return [name, { kind, message: cut(message) || "No message." }] as const;
    }),
  );
  const entries = [...byName.values()];
  const rows = await queryRows(client, keptRow)`
    INSERT INTO unrequested_number (order_id, kind, spelling, message, call_id)
    SELECT ${orderId}::uuid, u.kind, u.spelling, u.message, ${callId}::uuid
    FROM unnest(${entries.map(({ kind }) => kind)}::text[], ${[...byName.keys()]}::text[], ${entries.map(({ message }) => message)}::text[]) AS u(kind, spelling, message)
    WHERE NOT EXISTS (SELECT 1 FROM order_item i WHERE i.order_id = ${orderId} AND i.e164 = u.spelling) ORDER BY u.spelling
    ON CONFLICT (order_id, spelling) DO UPDATE SET message = excluded.message, kind = excluded.kind, call_id = coalesce(excluded.call_id, unrequested_number.call_id),
      seen_at = now()
    RETURNING spelling`;
  if (rows.length > 0)
    log.warn({ orderId, count: rows.length }, "the carrier's answer holds what its contract does not provide for");
}

const cut = (text: string) => cutText(text.trim(), LONGEST);
