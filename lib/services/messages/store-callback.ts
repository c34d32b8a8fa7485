import "server-only";
import { uuidv7 } from "uuidv7";
import type { Sql } from "@/lib/db/client";
import { addJob } from "@/lib/jobs/queue";
import { inTransaction } from "@/lib/services/fulfilment/transaction";

/**
 * Keeps a callback as it came, before any work on it; the carrier is answered when this resolves. Null for a key that no account has.
 * `payload` is the query of a GET or the JSON of a POST.
 */
export async function storeCallback(
  sql: Sql,
  carrierId: string,
  key: string,
  method: string,
  payload: unknown,
): Promise<string | null> {
  const id = uuidv7();
  const text = JSON.stringify(payload).replaceAll("\\u0000", "");
  return inTransaction(sql, async (client) => {
    const { rows } = await client.query<{ id: string }>(
      `INSERT INTO callback (id, account_id, method, payload)
       SELECT $1, a.id, $2, $3::jsonb FROM carrier_account a WHERE a.callback_key = $4 AND a.carrier = $5 RETURNING id`,
      [id, method, text, key, carrierId],
    );
    if (rows.length === 0) return null;
    await addJob(client, "callback.received", { callbackId: id });
    return id;
  });
}
