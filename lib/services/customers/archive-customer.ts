import "server-only";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { recordAuditSql } from "@/lib/db/record-audit";
import { queryRows } from "@/lib/db/sql";
import { inTransaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/domain/errors";

export const archiveCustomerInput = z.object({ id: z.uuid(), isArchived: z.boolean() });

const row = z.object({ name: z.string(), is_archived: z.boolean() });

/** Takes a customer out of lists and choices, or back into them; its numbers keep it. Errors: NOT_FOUND. */
export async function archiveCustomer(
  ctx: Context,
  { id, isArchived }: z.output<typeof archiveCustomerInput>,
): Promise<void> {
  await inTransaction(ctx.sql, async (client) => {
    const [customer] = await queryRows(client, row)`
      SELECT name, archived_at IS NOT NULL AS is_archived FROM customer WHERE id = ${id} FOR NO KEY UPDATE`;
    if (!customer) throw new AppError("NOT_FOUND", "This customer does not exist any more.");
    if (customer.is_archived === isArchived) return;
    await client.query(
      `UPDATE customer SET archived_at = CASE WHEN $2 THEN now() END, changed_at = now() WHERE id = $1`,
      [id, isArchived],
    );
    await recordAuditSql(client, ctx.actor, {
      action: isArchived ? "customer.archived" : "customer.restored",
      entityType: "customer",
      entityId: id,
      summary: `Customer ${customer.name} ${isArchived ? "archived" : "in use again"}`,
    });
  });
}
