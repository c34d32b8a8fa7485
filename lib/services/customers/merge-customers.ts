import "server-only";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { recordAuditSql } from "@/lib/db/record-audit";
import { queryRows } from "@/lib/db/sql";
import { inTransaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/domain/errors";
import { MAX_EDITED_NUMBERS, type mergeInput, type NumberEditResult } from "@/lib/domain/number-edit";
import { phoneNumber } from "@/lib/domain/phone-number";
import { applyCustomers } from "./apply-customer";
import { spellNumbers } from "./edit-numbers";
import { closeEdit, openEdit } from "./open-edit";

const numberRow = z.object({ e164: phoneNumber });
const customerRow = z.object({
  id: z.string(),
  name: z.string(),
  reference: z.string().nullable(),
  note: z.string(),
  numbers: z.number(),
  is_archived: z.boolean(),
});

/**
 * The numbers of one customer get another, and the one is deleted; can be undone. The same act again changes nothing. Errors: INVALID_INPUT
 * (with itself), NOT_FOUND, CONFLICT (archived, more than 50,000 numbers, or numbers came meanwhile).
 */
export const mergeCustomers = (
  ctx: Context,
  { editId, id, intoId, reason }: z.output<typeof mergeInput>,
): Promise<NumberEditResult> =>
  inTransaction(ctx.sql, async (client) => {
    if (id === intoId) throw new AppError("INVALID_INPUT", "Choose another customer to merge it into.");
    const sent = await openEdit(client, ctx, { id: editId, kind: "merge-customers" });
    if (sent) return sent;
    const readCustomers = () => queryRows(client, customerRow)`
      SELECT id, name, reference, note, numbers, archived_at IS NOT NULL AS is_archived FROM customer
      WHERE id = ANY(${[id, intoId]}::uuid[]) ORDER BY id`;
    const found = await readCustomers();
    const [customer, into] = [id, intoId].map((wanted) => found.find((one) => one.id === wanted));
    if (!customer || !into) throw new AppError("NOT_FOUND", "One of these customers does not exist any more.");
    if (into.is_archived) throw new AppError("CONFLICT", `${into.name} is archived. Restore it on its page first.`);
    const rows = await queryRows(client, numberRow)`
      SELECT e164 FROM number WHERE customer_id = ${id} LIMIT ${MAX_EDITED_NUMBERS + 1}`;
    if (rows.length > MAX_EDITED_NUMBERS)
      throw new AppError(
        "CONFLICT",
        `${customer.name} has more than ${MAX_EDITED_NUMBERS.toLocaleString("en-US")} numbers. Set the customer of some of them first, in parts.`,
      );
    // Numbers are locked before customers, as everywhere.
    const applied = await applyCustomers(
      client,
      ctx.actor.id,
      rows.map(({ e164 }) => ({ number: e164, customer: { id: into.id, name: into.name } })),
    );
    const moved = applied.filter(({ before }) => before?.id === id).map(({ number }) => number);
    if (moved.length < applied.length)
      throw new AppError("CONFLICT", "Some of these numbers got another customer at this moment. Try again.");
    await client.query(
      `INSERT INTO number_edit_item (edit_id, e164, customer_id) SELECT $1, u.e164, $2 FROM unnest($3::text[]) u(e164)`,
      [editId, id, moved],
    );
    await client.query(
      `INSERT INTO upload_customer (upload_id, customer_id) SELECT upload_id, $2 FROM upload_customer WHERE customer_id = $1
       ON CONFLICT DO NOTHING`,
      [id, intoId],
    );
    const { rowCount } = await client.query(`DELETE FROM customer WHERE id = $1 AND numbers = 0`, [id]);
    if (rowCount === 0) throw new AppError("CONFLICT", `${customer.name} got numbers at this moment. Try again.`);
    const result = { id: editId, changed: moved.length, unchanged: 0, label: into.name };
    const { numbers: _numbers, ...former } = customer;
    await closeEdit(client, result, { customerId: intoId, former });
    await recordAuditSql(client, ctx.actor, {
      action: "customer.merged",
      entityType: "customer",
      entityId: intoId,
      summary: `Customer ${customer.name} merged into ${into.name}: ${spellNumbers(moved.length)}`,
      reason,
      before: { name: customer.name, reference: customer.reference, note: customer.note },
      after: { edit: editId, customer: into.name, numbers: moved.length },
    });
    return result;
  });
