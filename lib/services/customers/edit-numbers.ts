import "server-only";
import type { PoolClient } from "pg";
import type { Context } from "@/lib/context";
import { inSnapshot } from "@/lib/db/snapshot";
import { inTransaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/domain/errors";
import { MAX_EDITED_NUMBERS, type NumberEditResult } from "@/lib/domain/number-edit";
import type { PhoneNumber } from "@/lib/domain/phone-number";
import type { SelectionInput } from "@/lib/domain/uploads/upload-view";
import { ensureNumbers } from "@/lib/engine/ensure-numbers";
import { closeEdit, type EditKind, openEdit } from "./open-edit";
import { readSelected } from "@/lib/services/uploads/read-selected";

const NUMBERS_AT_ONCE = 10_000;

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

/**
 * Changes a selection of numbers as it is at one moment, in one transaction, and keeps what each number had. The same id again changes
 * nothing and has the same answer. Errors: INVALID_INPUT (no number, or too many), NOT_FOUND, CONFLICT.
 */
export const editNumbers = (ctx: Context, edit: Edit): Promise<NumberEditResult> =>
  inSnapshot(ctx, (snapshot) =>
    inTransaction(ctx.sql, async (client) => {
      const { id, kind, source } = edit;
      const former = await openEdit(client, ctx, { id, kind });
      if (former) return former;
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
      await closeEdit(client, result, target);
      if (changed.length > 0) await edit.record(client, result, target, changed);
      return result;
    }),
  );

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
