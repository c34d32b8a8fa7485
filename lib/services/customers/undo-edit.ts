import "server-only";
import type { PoolClient } from "pg";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { recordAuditSql } from "@/lib/db/record-audit";
import { numberRow, queryRows } from "@/lib/db/sql";
import { inTransaction } from "@/lib/db/transaction";
import type { CustomerName } from "@/lib/domain/customer";
import { AppError } from "@/lib/domain/errors";
import type { UndoneEdit } from "@/lib/domain/number-edit";
import { can, explainDenial, type Permission } from "@/lib/domain/permissions";
import { phoneNumber } from "@/lib/domain/phone-number";
import { applyCustomers } from "./apply-customer";
import { applyTags } from "./apply-tags";
import { spellNumbers } from "./edit-numbers";
import { EDIT_KINDS } from "./open-edit";
import { restoreCustomer, restoreTag } from "./undo-merge";

export const undoEditInput = z.object({ id: z.uuid() });

const editRow = z.object({
  kind: z.enum(EDIT_KINDS),
  customer_id: z.string().nullable(),
  tag_id: z.string().nullable(),
  tag: z.string().nullable(),
  changed: z.number(),
  restored: z.number().nullable(),
  former: z.unknown(),
});
type Edit = z.infer<typeof editRow>;

/**
 * Gives the numbers that an act of one's own changed what they had before; what somebody has changed since stays. Again: the same answer.
 * Errors: NOT_FOUND (not one's own, or more than two days ago), FORBIDDEN.
 */
export const undoEdit = (ctx: Context, { id }: z.output<typeof undoEditInput>): Promise<UndoneEdit> =>
  inTransaction(ctx.sql, async (client) => {
    const [edit] = await queryRows(client, editRow)`
      SELECT e.kind, e.customer_id, e.tag_id, (SELECT t.name FROM tag t WHERE t.id = e.tag_id) AS tag, e.changed, e.restored, e.former
      FROM number_edit e WHERE e.id = ${id} AND e.person_id = ${ctx.actor.id} FOR UPDATE`;
    if (!edit) throw new AppError("NOT_FOUND", "This can no longer be undone.");
    const permission = LABELS[edit.kind].permission;
    if (!can(ctx.actor.role, permission)) throw new AppError("FORBIDDEN", explainDenial(permission));
    if (edit.restored !== null) return { restored: edit.restored, left: edit.changed - edit.restored };
    const restored = await restore(client, ctx, id, edit);
    await client.query(`UPDATE number_edit SET undone_at = now(), restored = $2 WHERE id = $1`, [id, restored]);
    if (restored > 0 || edit.former !== null)
      await recordAuditSql(client, ctx.actor, {
        action: "numbers.edit-undone",
        entityType: LABELS[edit.kind].entity,
        entityId: edit.customer_id ?? edit.tag_id ?? id,
        summary: `${LABELS[edit.kind].label} undone for ${spellNumbers(restored)}`,
        after: { edit: id, numbers: restored, left: edit.changed - restored },
      });
    return { restored, left: edit.changed - restored };
  });

const LABELS = {
  "set-customer": { label: "Setting the customer", entity: "customer", permission: "customers:write" },
  "add-tag": { label: "Adding the tag", entity: "tag", permission: "numbers:annotate" },
  "remove-tag": { label: "Removing the tag", entity: "tag", permission: "numbers:annotate" },
  "delete-tag": { label: "Deleting the tag", entity: "tag", permission: "customers:write" },
  "merge-tags": { label: "Merging the tags", entity: "tag", permission: "customers:write" },
  "merge-customers": { label: "Merging the customers", entity: "customer", permission: "customers:write" },
} as const satisfies Record<Edit["kind"], { label: string; entity: string; permission: Permission }>;

async function restore(client: PoolClient, ctx: Context, id: string, edit: Edit): Promise<number> {
  switch (edit.kind) {
    case "merge-customers":
      await restoreCustomer(client, ctx, edit.former);
      return restoreCustomers(client, ctx, id, edit);
    case "set-customer":
      return restoreCustomers(client, ctx, id, edit);
    case "delete-tag":
      return restoreTag(client, ctx, { id, former: edit.former, intoId: null });
    case "merge-tags":
      return restoreTag(client, ctx, { id, former: edit.former, intoId: edit.tag_id });
    case "add-tag":
    case "remove-tag":
      return restoreTags(client, ctx, id, edit);
  }
}

const formerRow = z.object({ e164: phoneNumber, id: z.string().nullable(), name: z.string().nullable() });

async function restoreCustomers(client: PoolClient, ctx: Context, id: string, { customer_id }: Edit): Promise<number> {
  // Locked before they are compared: what another act is setting at this moment stays.
  await client.query(
    `SELECT FROM number n WHERE n.e164 IN (SELECT e164 FROM number_edit_item WHERE edit_id = $1) ORDER BY n.e164 FOR NO KEY UPDATE`,
    [id],
  );
  const rows = await queryRows(client, formerRow)`
    SELECT i.e164, c.id, c.name FROM number_edit_item i JOIN number n ON n.e164 = i.e164 LEFT JOIN customer c ON c.id = i.customer_id
    WHERE i.edit_id = ${id} AND n.customer_id IS NOT DISTINCT FROM ${customer_id}::uuid AND (i.customer_id IS NULL OR c.id IS NOT NULL)`;
  const changes = rows.map((row) => ({ number: row.e164, customer: toCustomer(row) }));
  return (await applyCustomers(client, ctx.actor.id, changes, { canBeArchived: true })).length;
}

const toCustomer = ({ id, name }: z.infer<typeof formerRow>): CustomerName | null =>
  id === null ? null : { id, name: name ?? "" };

async function restoreTags(client: PoolClient, ctx: Context, id: string, { kind, tag_id, tag }: Edit): Promise<number> {
  if (tag_id === null || tag === null) return 0;
  const rows = await queryRows(client, numberRow)`SELECT e164 FROM number_edit_item WHERE edit_id = ${id}`;
  const changes = rows.map(({ e164 }) => ({ number: e164, tag: { id: tag_id, name: tag } }));
  return (await applyTags(client, ctx.actor.id, changes, { isAdded: kind === "remove-tag" })).length;
}
