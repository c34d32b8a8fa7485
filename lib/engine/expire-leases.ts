import "server-only";
import type { Sql } from "@/lib/db/client";
import { idRow, queryRows } from "@/lib/db/sql";
import { inTransaction } from "@/lib/db/transaction";
import type { EffectRecord } from "./effects/define-effect";
import { loseEffects } from "./effects/store-effect";

/** Writes whose worker died or hangs: their outcome is unknown from now on, and a reading settles it. Returns how many. */
export function expireLeases(sql: Sql, account: EffectRecord<unknown>["account"]): Promise<number> {
  return inTransaction(sql, async (client) => {
    const rows = await queryRows(client, idRow)`
      UPDATE dispatch SET state = 'lost', due_at = now() WHERE id IN (
        SELECT id FROM dispatch WHERE account_id = ${account.id} AND state = 'sending' AND lease_until < now() LIMIT 500 FOR UPDATE SKIP LOCKED)
      RETURNING id`;
    if (rows.length === 0) return 0;
    const ids = rows.map((row) => row.id);
    await client.query(
      `UPDATE order_item SET state = 'unknown', message = 'The sender stopped before the answer came; being checked at the carrier.',
         code = NULL, updated_at = now() WHERE dispatch_id = ANY($1::uuid[]) AND state = 'sending'`,
      [ids],
    );
    await loseEffects(client, account, ids);
    return rows.length;
  });
}
