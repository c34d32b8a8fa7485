import "server-only";
import type { PoolClient } from "pg";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { queryRows } from "@/lib/db/sql";
import { AppError } from "@/lib/domain/errors";
import type { EditedRows, EditRowsInput } from "@/lib/domain/uploads/upload-view";
import { type StoredRow, storedRow } from "./row-edit";
import { runRowEdit } from "./run-row-edit";
import { CAN_SEND_AGAIN, lastItem } from "./sent-rows";

/**
 * Changes cells of rows, or takes rows out; each is checked at once, and a row that becomes a range's numbers brings new rows at the
 * end. Errors: NOT_FOUND, CONFLICT (rows were changed since, or were sent), INVALID_INPUT (a row that is not there).
 */
export async function editUploadRows(ctx: Context, input: EditRowsInput): Promise<EditedRows> {
  return runRowEdit(ctx, input, async ({ client, upload, check, edit }) => {
    const seqs = input.rows.map(({ seq }) => seq);
    const stored = await readStoredRows(client, upload.id, seqs);
    if (upload.state === "submitted") await refuseSent(client, upload.id, seqs);
    // The last word on a row counts, should it be named twice.
    const wanted = new Map(input.rows.map((row) => [row.seq, row.cells]));
    await edit.apply(
      [...wanted].map(([seq, cells]) => {
        const row = stored.get(seq);
        if (!row) throw new AppError("INVALID_INPUT", `There is no row ${seq} in this upload.`);
        return check.change(row, cells);
      }),
    );
    return { label: describeEdit([...wanted.values()], stored), rows: wanted.size };
  });
}

function describeEdit(
  changes: readonly (Readonly<Record<string, string>> | null)[],
  stored: ReadonlyMap<number, StoredRow>,
): string {
  const removed = changes.filter((cells) => cells === null).length;
  const changed = changes.length - removed;
  const [only] = stored.values();
  if (stored.size === 1 && only) return removed > 0 ? `Took out line ${only.line}` : `Changed line ${only.line}`;
  const parts = [changed > 0 && `Changed ${spellRows(changed)}`, removed > 0 && `took out ${spellRows(removed)}`];
  const text = parts.filter((part) => part !== false).join(", ");
  return text.charAt(0).toUpperCase() + text.slice(1);
}

export const spellRows = (count: number) => (count === 1 ? "1 row" : `${count.toLocaleString("en-US")} rows`);

export async function readStoredRows(
  client: PoolClient,
  uploadId: string,
  seqs: readonly number[],
): Promise<Map<number, StoredRow>> {
  const rows = await queryRows(client, storedRow)`
    SELECT seq, line, cells, e164, target, state, codes, faults FROM upload_row
    WHERE upload_id = ${uploadId} AND seq = ANY(${seqs}::int[]) ORDER BY seq`;
  return new Map(rows.map((row) => [row.seq, row]));
}

const sentRow = z.object({ line: z.number(), ref: z.string().nullable(), state: z.string() });

/** What was sent and did not fail is not changed any more. */
async function refuseSent(client: PoolClient, uploadId: string, seqs: readonly number[]): Promise<void> {
  const [sent] = await queryRows(client, sentRow)`
    SELECT r.line, o.ref, x.state FROM upload_row r CROSS JOIN ${lastItem()} LEFT JOIN orders o ON o.id = x.order_id
    WHERE r.upload_id = ${uploadId} AND r.seq = ANY(${seqs}::int[]) AND NOT ${CAN_SEND_AGAIN} ORDER BY r.seq LIMIT 1`;
  if (sent)
    throw new AppError(
      "CONFLICT",
      `Line ${sent.line} was ${sent.ref === null ? "done" : `sent with order ${sent.ref}`} (${sent.state}). Only rows that failed or were not sent can be changed.`,
    );
}
