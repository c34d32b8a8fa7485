import "server-only";
import type { PoolClient } from "pg";
import { uuidv7 } from "uuidv7";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { recordAuditSql } from "@/lib/db/record-audit";
import { inTransaction } from "@/lib/db/transaction";
import { type CustomerName, customerName, customerNote, customerReference, toNameKey } from "@/lib/domain/customer";
import { AppError } from "@/lib/domain/errors";

export const createCustomerInput = z.object({
  name: customerName,
  reference: customerReference.nullable().default(null),
  note: customerNote.default(""),
});
type Input = z.output<typeof createCustomerInput>;

/** Errors: INVALID_INPUT (the name is taken, be it by an archived customer). */
export const createCustomer = (ctx: Context, input: Input): Promise<CustomerName> =>
  inTransaction(ctx.sql, async (client) => {
    const created = await insertCustomer(client, ctx, input);
    if (created) return created;
    throw new AppError("INVALID_INPUT", undefined, {
      fields: { name: [`There is a customer “${input.name}” already.`] },
    });
  });

/** In the caller's transaction. Null where the name is taken. */
export async function insertCustomer(
  client: PoolClient,
  { actor }: Pick<Context, "actor">,
  { name, reference, note }: Input,
): Promise<CustomerName | null> {
  const id = uuidv7();
  const { rowCount } = await client.query(
    `INSERT INTO customer (id, name, key, reference, note, created_by_id) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (key) DO NOTHING`,
    [id, name, toNameKey(name), reference, note, actor.id],
  );
  if (rowCount === 0) return null;
  await recordAuditSql(client, actor, {
    action: "customer.created",
    entityType: "customer",
    entityId: id,
    summary: `Customer ${name} created`,
    after: { name, ...(reference !== null && { reference }), ...(note !== "" && { note }) },
  });
  return { id, name };
}
