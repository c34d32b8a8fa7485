import "server-only";
import type { PoolClient } from "pg";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { inSnapshot } from "@/lib/db/snapshot";
import { queryRows } from "@/lib/db/sql";
import { inTransaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/domain/errors";
import { MAX_EDITED_NUMBERS, type NumberEditResult } from "@/lib/domain/number-edit";
import type { PhoneNumber } from "@/lib/domain/phone-number";
import type { SelectionInput } from "@/lib/domain/uploads/upload-view";
import { ensureNumbers } from "@/lib/engine/ensure-numbers";
import { readSelected } from "@/lib/services/uploads/read-selected";

const NUMBERS_AT_ONCE = 10_000;
/** How long an act can be undone: its toast lasts seconds, a page left open until tomorrow still works. */
const KEPT = "2 days";

export type EditKind = "set-customer" | "add-tag" | "remove-tag";
type Target = { customerId: string | null; tagId: string | null; label: string | null };
export type ChangedNumber = { number: PhoneNumber; customerId: string | null };

type Edit = {
  id: string;
  kind: EditKind;
  source: SelectionInput["source"];
  /** Finds what is set, or makes it. */
  resolve: (client: PoolClient) => Promise<Target>;
  /** Changes some of the numbers; resolves with those that were not so already, and the customer that each had. */
  apply: (client: PoolClient, numbers: readonly PhoneNumber[], target: Target) => Promise<ChangedNumber[]>;
  record: (
    client: PoolClient,
    result: NumberEditResult,
    target: Target,
    changed: readonly ChangedNumber[],
  ) => Promise<void>;
};

const editRow = z.object({
  kind: z.string(),
  changed: z.number(),
  unchanged: z.number(),
  label: z.string().nullable(),
});

/**
 * Changes a selection of numbers as it is at one moment, in one transaction, and keeps what each number had. The same id again changes
 * nothing and has the same answer. Errors: INVALID_INPUT (no number, or too many), NOT_FOUND, CONFLICT.
 */
export const editNumbers = (ctx: Context, edit: Edit): Promise<NumberEditResult> =>
  inSnapshot(ctx, (snapshot) =>
    inTransaction(ctx.sql, async (client) => {
      const { id, kind, source } = edit;
      const { rowCount } = await client.query(
        `INSERT INTO number_edit (id, kind, person_id, changed, unchanged) VALUES ($1, $2, $3, 0, 0) ON CONFLICT (id) DO NOTHING`,
        [id, kind, ctx.actor.id],
      );
      if (rowCount === 0) return readFormer(client, ctx, edit);
      const numbers = await readNumbers(snapshot, source);
      if (source.list !== "numbers") await ensureNumbers(client, numbers);
      const target = await edit.resolve(client);
      const changed: ChangedNumber[] = [];
      for (let at = 0; at < numbers.length; at += NUMBERS_AT_ONCE) {
        const part = await edit.apply(client, numbers.slice(at, at + NUMBERS_AT_ONCE), target);
        await keepFormer(client, id, part);
        changed.push(...part);
      }
      const result = { id, changed: changed.length, unchanged: numbers.length - changed.length, label: target.label };
      await client.query(
        `UPDATE number_edit SET changed = $2, unchanged = $3, customer_id = $4, tag_id = $5 WHERE id = $1`,
        [id, result.changed, result.unchanged, target.customerId, target.tagId],
      );
      await client.query(`DELETE FROM number_edit WHERE at < now() - $1::interval`, [KEPT]);
      if (changed.length > 0) await edit.record(client, result, target, changed);
      return result;
    }),
  );

async function readFormer(client: PoolClient, ctx: Context, { id, kind }: Edit): Promise<NumberEditResult> {
  const [row] = await queryRows(client, editRow)`
    SELECT e.kind, e.changed, e.unchanged, coalesce(c.name, t.name) AS label
    FROM number_edit e LEFT JOIN customer c ON c.id = e.customer_id LEFT JOIN tag t ON t.id = e.tag_id
    WHERE e.id = ${id} AND e.person_id = ${ctx.actor.id}`;
  if (row?.kind !== kind) throw new AppError("CONFLICT", "This was sent before with another content. Reload the page.");
  return { id, changed: row.changed, unchanged: row.unchanged, label: row.label };
}

/** Sorted, so that two acts lock rows in one order. */
async function readNumbers(snapshot: Context, source: SelectionInput["source"]): Promise<PhoneNumber[]> {
  const numbers: PhoneNumber[] = [];
  for await (const part of readSelected(snapshot, source)) {
    numbers.push(...part);
    if (numbers.length > MAX_EDITED_NUMBERS)
      throw new AppError(
        "INVALID_INPUT",
        `More than ${MAX_EDITED_NUMBERS.toLocaleString("en-US")} numbers match. Choose “Order all”, then “Set customer, tags and notes”: an upload sets them in the background, for any count.`,
      );
  }
  if (numbers.length === 0) throw new AppError("INVALID_INPUT", "No number matches any more. Reload the list.");
  return [...new Set(numbers)].sort();
}

const keepFormer = (client: PoolClient, id: string, changed: readonly ChangedNumber[]) =>
  client.query(
    `INSERT INTO number_edit_item (edit_id, e164, customer_id) SELECT $1, u.e164, u.customer_id FROM unnest($2::text[], $3::uuid[]) u(e164, customer_id)`,
    [id, changed.map(({ number }) => number), changed.map(({ customerId }) => customerId)],
  );

export const spellNumbers = (count: number) => (count === 1 ? "1 number" : `${count.toLocaleString("en-US")} numbers`);
