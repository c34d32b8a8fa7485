import "server-only";
import type { PoolClient } from "pg";
import { z } from "zod";
import type { Carriers } from "@/lib/context";
import type { Sql } from "@/lib/db/client";
import { numberRow, queryRows, raw } from "@/lib/db/sql";
import { ORDER_KINDS, orderKind } from "@/lib/domain/order";
import type { PhoneNumber } from "@/lib/domain/phone-number";
import { recordAuditSql } from "@/lib/db/record-audit";
import { inTransaction } from "@/lib/db/transaction";
import { IS_AT_REST } from "@/lib/engine/announce-rest";
import { insertOrder } from "./insert-order";

const parentRow = z.object({
  ref: z.string(),
  kind: orderKind,
  created_by_id: z.string().nullable(),
  params: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  followers: z.number(),
});
type Parent = z.infer<typeof parentRow>;
const accountRow = z.object({ account_id: z.string() });

/**
 * Places the follow-up that an order asked for, once it is at rest: an import is followed by the registration of its confirmed numbers.
 * Numbers confirmed later get a follow-up of their own; running it again places nothing twice.
 */
export async function continueOrder(
  { sql, carriers }: { sql: Sql; carriers: Carriers },
  orderId: string,
): Promise<void> {
  const rows = await queryRows(sql, accountRow)`
    SELECT account_id FROM orders WHERE id = ${orderId} AND ${raw(IS_AT_REST)}`;
  if (!rows[0]) return;
  const account = await carriers.open(rows[0].account_id);
  await inTransaction(sql, async (client) => {
    const parent = await lockParent(client, orderId);
    const followUp = parent && ORDER_KINDS[parent.kind].followUp;
    const numbers = followUp ? await listNotFollowed(client, orderId) : [];
    if (!followUp || numbers.length === 0) return;
    const { kind, param, as } = followUp;
    const placed = await insertOrder(client, {
      kind,
      account,
      numbers,
      params: { [as]: parent.params[param] ?? null },
      isPrechecked: !account.carrier.programs[kind]?.requiresPrecheck,
      actorId: parent.created_by_id,
      idempotencyKey: `register-after:${orderId}:${parent.followers}`,
      parentId: orderId,
      relation: "register",
      reason: `Follows ${parent.ref}`,
    });
    await recordAuditSql(client, "system", {
      action: "order.followed",
      entityType: "order",
      entityId: placed.orderId,
      summary: `${ORDER_KINDS[kind].label} ${placed.ref} of ${numbers.length === 1 ? "1 number" : `${numbers.length} numbers`} follows ${parent.ref}`,
    });
  });
}

/** Locked until the end of the transaction: two jobs at once must not count the same followers. */
async function lockParent(client: PoolClient, orderId: string): Promise<Parent | undefined> {
  await client.query(`SELECT 1 FROM orders WHERE id = $1 FOR NO KEY UPDATE`, [orderId]);
  const rows = await queryRows(client, parentRow)`
    SELECT ref, kind, created_by_id, params,
      (SELECT count(*)::int FROM orders f WHERE f.parent_id = orders.id AND f.relation = 'register') AS followers
    FROM orders WHERE id = ${orderId} AND ${raw(IS_AT_REST)}`;
  return rows[0];
}

async function listNotFollowed(client: PoolClient, orderId: string): Promise<PhoneNumber[]> {
  const rows = await queryRows(client, numberRow)`
    SELECT i.e164 FROM order_item i WHERE i.order_id = ${orderId} AND i.state = 'confirmed'
       AND i.e164 NOT IN (SELECT f.e164 FROM orders o JOIN order_item f ON f.order_id = o.id
         WHERE o.parent_id = ${orderId} AND o.relation = 'register') ORDER BY i.seq`;
  return rows.map(({ e164 }) => e164);
}
