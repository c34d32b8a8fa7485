import "server-only";
import type { Carriers } from "@/lib/context";
import type { Sql } from "@/lib/db/client";
import type { OrderKind } from "@/lib/domain/order";
import type { PhoneNumber } from "@/lib/domain/phone-number";
import { recordAuditSql } from "@/lib/services/audit/record-audit";
import { inTransaction } from "@/lib/services/fulfilment/transaction";
import { insertOrder } from "./insert-order";

/**
 * What was asked to follow once an order is settled: an import with an application is followed by the registration of the numbers that
 * the carrier confirmed. Running it twice places one order: its key is the parent's id.
 */
export async function continueOrder(
  { sql, carriers }: { sql: Sql; carriers: Carriers },
  orderId: string,
): Promise<void> {
  const { rows } = await sql.query<{
    ref: string;
    kind: OrderKind;
    account_id: string;
    created_by_id: string | null;
    application_id: string | null;
  }>(
    `SELECT ref, kind, account_id, created_by_id, params->>'registerWith' AS application_id FROM orders
     WHERE id = $1 AND settled_at IS NOT NULL AND confirmed > 0`,
    [orderId],
  );
  const parent = rows[0];
  if (parent?.kind !== "import" || !parent.application_id) return;
  const applicationId = parent.application_id;
  const account = await carriers.open(parent.account_id);
  await inTransaction(sql, async (client) => {
    const items = await client.query<{ e164: PhoneNumber }>(
      `SELECT e164 FROM order_item WHERE order_id = $1 AND state = 'confirmed' ORDER BY seq`,
      [orderId],
    );
    const placed = await insertOrder(client, {
      kind: "register",
      account,
      numbers: items.rows.map((row) => row.e164),
      params: { applicationId },
      isChecked: !account.carrier.programs.register?.isChecked,
      actorId: parent.created_by_id,
      idempotencyKey: `register-after:${orderId}`,
      parentId: orderId,
      relation: "register",
      reason: `Follows import ${parent.ref}`,
    });
    if (!placed.isExisting)
      await recordAuditSql(client, "system", {
        action: "order.followed",
        entityType: "order",
        entityId: placed.orderId,
        summary: `Registration ${placed.ref} of ${items.rows.length} imported numbers, as asked with ${parent.ref}`,
      });
  });
}
