import "server-only";
import type { PoolClient } from "pg";
import type { Context } from "@/lib/context";
import { queryRows, sql, type SqlPart } from "@/lib/db/sql";
import { inTransaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/domain/errors";
import type { EditedRows } from "@/lib/domain/uploads/upload-view";
import { describeRowCode, DUPLICATE, isTakenOut } from "@/lib/domain/uploads/row-codes";
import { spellRows } from "./edit-rows";
import { openRowCheck, type StoredRowCheck } from "./row-check";
import { beginEdit, type RowChange, type RowEdit, type StoredRow, storedRow } from "./row-edit";
import { CAN_SEND_AGAIN, lastItem } from "./sent-rows";
import { lockUploadHead, type MappedUpload, readUploadHead, requireRevision, requireRows } from "./upload-head";

export type FixProblemInput = { id: string; code: string; revision: number };

const ROWS_AT_ONCE = 5_000;

/**
 * Repairs all rows that have a problem for which the check offers a repair; `duplicate` takes all duplicates out. As one edit, which can
 * be undone. Errors: NOT_FOUND, CONFLICT (rows were changed since), INVALID_INPUT (no such row has a repair).
 */
export async function fixUploadProblem(ctx: Context, { id, code, revision }: FixProblemInput): Promise<EditedRows> {
  const before = requireRows(await readUploadHead(ctx.sql, id));
  const check = await openRowCheck(ctx, before);
  return inTransaction(ctx.sql, async (client) => {
    const upload = requireRows(await lockUploadHead(client, id));
    await requireRevision(client, upload, revision);
    const edit = await beginEdit(client, ctx, upload);
    const rows = await repairAll(client, { upload, code, check, edit });
    if (rows === 0) throw new AppError("INVALID_INPUT", "None of these rows has a repair. Change them one by one.");
    const label =
      code === DUPLICATE
        ? `Took out ${rows === 1 ? "1 duplicate" : `${rows.toLocaleString("en-US")} duplicates`}`
        : `${describeRowCode(code).repair ?? describeRowCode(code).title}: ${spellRows(rows)}`;
    await edit.finish(label);
    return { revision: edit.revision, label, rows };
  });
}

type Repairing = { upload: MappedUpload; code: string; check: StoredRowCheck; edit: RowEdit };

async function repairAll(client: PoolClient, { upload, code, check, edit }: Repairing): Promise<number> {
  // Rows that the repair itself adds come after the last of them.
  const last = await readLastSeq(client, upload.id);
  let fixed = 0;
  for (let after = 0; ;) {
    const rows = await queryRows(client, storedRow)`
      SELECT r.seq, r.line, r.cells, r.e164, r.target, r.state, r.codes, r.faults FROM upload_row r
      WHERE r.upload_id = ${upload.id} AND ${hasCode(code)} AND r.seq > ${after} AND r.seq <= ${last} ${freeOnly(upload)}
      ORDER BY r.seq LIMIT ${ROWS_AT_ONCE}`;
    const end = rows.at(-1);
    if (!end) return fixed;
    after = end.seq;
    const changes = rows.flatMap((row) => (isTakenOut(code) ? [check.change(row, null)] : repairRow(row, code, check)));
    await edit.apply(changes);
    fixed += changes.length;
  }
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

/** After a submission only rows that were not sent, or failed. */
export const freeOnly = ({ state }: MappedUpload): SqlPart =>
  state === "submitted" ? sql`AND NOT EXISTS (SELECT 1 FROM ${lastItem()} WHERE NOT ${CAN_SEND_AGAIN})` : sql``;

function repairRow(row: StoredRow, code: string, check: StoredRowCheck): RowChange[] {
  const repair = check(row)
    .flatMap(({ problems }) => problems)
    .find((problem) => problem.code === code && problem.repair !== null)?.repair;
  if (!repair) return [];
  return [check.repair(row, repair)];
}
