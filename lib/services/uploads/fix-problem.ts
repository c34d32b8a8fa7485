import "server-only";
import type { PoolClient } from "pg";
import type { Context } from "@/lib/context";
import { queryRows, sql, type SqlPart } from "@/lib/db/sql";
import { AppError } from "@/lib/domain/errors";
import type { EditedRows } from "@/lib/domain/uploads/upload-view";
import { describeRowCode, DUPLICATE, isTakenOut } from "@/lib/domain/uploads/row-codes";
import { spellRows } from "./edit-rows";
import type { StoredRowCheck } from "./row-check";
import { type RowChange, type StoredRow, storedRow } from "./row-edit";
import { readFreeRows, runRowEdit, type RunningEdit } from "./run-row-edit";

export type FixProblemInput = { id: string; code: string; revision: number };

/**
 * Repairs all rows that have a problem for which the check offers a repair; `duplicate` takes all duplicates out. As one edit, which can
 * be undone. Errors: NOT_FOUND, CONFLICT (rows were changed since), INVALID_INPUT (no such row has a repair).
 */
export async function fixUploadProblem(ctx: Context, { id, code, revision }: FixProblemInput): Promise<EditedRows> {
  return runRowEdit(ctx, { id, revision }, async (running) => {
    const rows = await repairAll(running, code);
    if (rows === 0) throw new AppError("INVALID_INPUT", "None of these rows has a repair. Change them one by one.");
    const label =
      code === DUPLICATE
        ? `Took out ${rows === 1 ? "1 duplicate" : `${rows.toLocaleString("en-US")} duplicates`}`
        : `${describeRowCode(code).repair ?? describeRowCode(code).title}: ${spellRows(rows)}`;
    return { label, rows };
  });
}

async function repairAll(running: RunningEdit, code: string): Promise<number> {
  const { client, upload, check, edit } = running;
  // Rows that the repair itself adds come after the last of them.
  const last = await readLastSeq(client, upload.id);
  let fixed = 0;
  for await (const rows of readFreeRows(running, sql`${hasCode(code)} AND r.seq <= ${last}`)) {
    const changes = rows.flatMap((row) => (isTakenOut(code) ? [check.change(row, null)] : repairRow(row, code, check)));
    await edit.apply(changes);
    fixed += changes.length;
  }
  return fixed;
}

async function readLastSeq(client: PoolClient, uploadId: string): Promise<number> {
  const [row] = await queryRows(client, storedRow.pick({ seq: true }))`
    SELECT seq FROM upload_row WHERE upload_id = ${uploadId} ORDER BY seq DESC LIMIT 1`;
  return row?.seq ?? 0;
}

/** The condition on `upload_row r`; the first one as an index has it. */
export const hasCode = (code: string): SqlPart =>
  code === DUPLICATE
    ? sql`r.state = 'duplicate' AND r.state <> 'ready'`
    : sql`r.codes <> '{}' AND r.codes @> ARRAY[${code}::text] AND r.state <> 'removed'`;

function repairRow(row: StoredRow, code: string, check: StoredRowCheck): RowChange[] {
  const repair = check(row)
    .flatMap(({ problems }) => problems)
    .find((problem) => problem.code === code && problem.repair !== null)?.repair;
  if (!repair) return [];
  return [check.repair(row, repair)];
}
