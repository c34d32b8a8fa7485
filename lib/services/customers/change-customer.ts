import "server-only";
import type { PoolClient } from "pg";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { recordAuditSql } from "@/lib/db/record-audit";
import { queryRows } from "@/lib/db/sql";
import { inTransaction } from "@/lib/db/transaction";
import { type CustomerName, customerName, customerNote, customerReference, toNameKey } from "@/lib/domain/customer";
import { AppError } from "@/lib/domain/errors";

export const changeCustomerInput = z.object({
  id: z.uuid(),
  name: customerName.optional(),
  reference: customerReference.optional(),
  note: customerNote.optional(),
});

const row = z.object({ name: z.string(), reference: z.string().nullable(), note: z.string() });

/** Another name, reference or note; what is absent stays. Errors: NOT_FOUND, INVALID_INPUT (the name is taken). */
export const changeCustomer = (
  ctx: Context,
  { id, ...changes }: z.output<typeof changeCustomerInput>,
): Promise<CustomerName> =>
  inTransaction(ctx.sql, async (client) => {
    const [before] = await queryRows(client, row)`
        SELECT name, reference, note FROM customer WHERE id = ${id} FOR NO KEY UPDATE`;
    if (!before) throw new AppError("NOT_FOUND", "This customer does not exist any more.");
    const given = Object.entries(changes).filter(([, value]) => value !== undefined);
    const after = { ...before, ...Object.fromEntries(given) };
    const changed = (["name", "reference", "note"] as const).filter((field) => before[field] !== after[field]);
    if (changed.length === 0) return { id, name: before.name };
    await refuseTakenName(client, id, after.name);
    await client.query(
      `UPDATE customer SET name = $2, key = $3, reference = $4, note = $5, changed_at = now() WHERE id = $1`,
      [id, after.name, toNameKey(after.name), after.reference, after.note],
    );
    const pick = (values: typeof before) => Object.fromEntries(changed.map((field) => [field, values[field]]));
    await recordAuditSql(client, ctx.actor, {
      action: "customer.changed",
      entityType: "customer",
      entityId: id,
      summary:
        before.name === after.name
          ? `Customer ${after.name}: ${changed.join(" and ")} changed`
          : `Customer ${before.name} renamed to ${after.name}`,
      before: pick(before),
      after: pick(after),
    });
    return { id, name: after.name };
  });

const otherRow = z.object({ name: z.string(), is_archived: z.boolean() });

async function refuseTakenName(client: PoolClient, id: string, name: string): Promise<void> {
  const [other] = await queryRows(client, otherRow)`
    SELECT name, archived_at IS NOT NULL AS is_archived FROM customer WHERE key = ${toNameKey(name)} AND id <> ${id}`;
  if (other)
    throw new AppError("INVALID_INPUT", undefined, {
      fields: { name: [`There is ${other.is_archived ? "an archived" : "a"} customer “${other.name}” already.`] },
    });
}
