import "server-only";
import type { PoolClient } from "pg";
import { z } from "zod";
import type { Carriers } from "@/lib/context";
import type { Sql } from "@/lib/db/client";
import { queryRows, raw } from "@/lib/db/sql";
import { type PhoneNumber, phoneNumber } from "@/lib/domain/phone-number";
import { recordAuditSql } from "@/lib/db/record-audit";
import { inTransaction } from "@/lib/db/transaction";
import { IS_AT_REST } from "@/lib/engine/announce-rest";
import { insertOrder } from "./insert-order";

const parentRow = z.object({
  ref: z.string(),
  account_id: z.string(),
  created_by_id: z.string().nullable(),
  application_id: z.string(),
  followers: z.number(),
});
type Parent = z.infer<typeof parentRow>;
const accountRow = z.object({ account_id: z.string() });
const numberRow = z.object({ e164: phoneNumber });

/**
 * What was asked to follow once an order has come to rest: an import with an application is followed by the registration of the numbers
 * that the carrier confirmed. Numbers that are confirmed only later, by a look-up or a person, are followed by an order of their own;
 * none is registered by two of them, however often this runs.
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
    const numbers = parent ? await listNotFollowed(client, orderId) : [];
    if (!parent || numbers.length === 0) return;
    const placed = await insertOrder(client, {
      kind: "register",
      account,
      numbers,
      params: { applicationId: parent.application_id },
      isChecked: !account.carrier.programs.register?.isChecked,
      actorId: parent.created_by_id,
      idempotencyKey: `register-after:${orderId}:${parent.followers}`,
      parentId: orderId,
      relation: "register",
      reason: `Follows import ${parent.ref}`,
    });
    await recordAuditSql(client, "system", {
      action: "order.followed",
      entityType: "order",
      entityId: placed.orderId,
      summary: `Registration ${placed.ref} of ${numbers.length} imported numbers, as asked with ${parent.ref}`,
    });
  });
}

/** Held until the end of the transaction, so that two jobs at once do not both count the same followers. */
async function lockParent(client: PoolClient, orderId: string): Promise<Parent | undefined> {
  await client.query(`SELECT 1 FROM orders WHERE id = $1 FOR NO KEY UPDATE`, [orderId]);
  const rows = await queryRows(client, parentRow)`
    SELECT ref, account_id, created_by_id, params->>'registerWith' AS application_id,
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
