import "server-only";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { recordAuditSql } from "@/lib/db/record-audit";
import { queryRows } from "@/lib/db/sql";
import { inTransaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/domain/errors";

export const deleteCustomerInput = z.object({ id: z.uuid() });

const row = z.object({ name: z.string(), reference: z.string().nullable(), note: z.string(), numbers: z.number() });

/** Deletes a customer that has no number. Errors: NOT_FOUND, CONFLICT (it has numbers: archive it). */
export async function deleteCustomer(ctx: Context, { id }: z.output<typeof deleteCustomerInput>): Promise<void> {
  await inTransaction(ctx.sql, async (client) => {
    // Waits for anyone who gives it a number at this moment.
    const [customer] = await queryRows(client, row)`
      SELECT name, reference, note, numbers FROM customer WHERE id = ${id} FOR UPDATE`;
    if (!customer) throw new AppError("NOT_FOUND", "This customer does not exist any more.");
    if (customer.numbers > 0)
      throw new AppError("CONFLICT", `${customer.name} has numbers. Archive it, or give its numbers to another one.`);
    await client.query(`DELETE FROM customer WHERE id = $1`, [id]);
    await recordAuditSql(client, ctx.actor, {
      action: "customer.deleted",
      entityType: "customer",
      entityId: id,
      summary: `Customer ${customer.name} deleted`,
      before: { name: customer.name, reference: customer.reference, note: customer.note },
    });
  });
}
