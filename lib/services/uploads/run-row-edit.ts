import "server-only";
import type { PoolClient } from "pg";
import type { Context } from "@/lib/context";
import { queryRows, sql, type SqlPart } from "@/lib/db/sql";
import { inTransaction } from "@/lib/db/transaction";
import type { EditedRows } from "@/lib/domain/uploads/upload-view";
import { openRowCheck, type StoredRowCheck } from "./row-check";
import { beginEdit, type RowEdit, type StoredRow, storedRow } from "./row-edit";
import { CAN_SEND_AGAIN, lastItem } from "./sent-rows";
import { lockUploadHead, type MappedUpload, readUploadHead, requireRevision, requireRows } from "./upload-head";

export type RunningEdit = { client: PoolClient; upload: MappedUpload; check: StoredRowCheck; edit: RowEdit };

/**
 * One act of a person on rows, which can be undone; `act` tells what it did. Errors: NOT_FOUND, CONFLICT (rows were changed since
 * `revision`, or cannot be changed now), and those of `act`.
 */
export async function runRowEdit(
  ctx: Context,
  { id, revision }: { id: string; revision: number },
  act: (running: RunningEdit) => Promise<Pick<EditedRows, "label" | "rows">>,
): Promise<EditedRows> {
  const check = await openRowCheck(ctx, requireRows(await readUploadHead(ctx.sql, id)));
  return inTransaction(ctx.sql, async (client) => {
    const upload = requireRows(await lockUploadHead(client, id));
    await requireRevision(client, upload, revision);
    const edit = await beginEdit(client, ctx, upload);
    const { label, rows } = await act({ client, upload, check, edit });
    await edit.finish(label);
    return { revision: edit.revision, label, rows };
  });
}

const ROWS_AT_ONCE = 5_000;

/** The rows that a condition on `upload_row r` chooses, by their order, in batches; what was sent and did not fail is not among them. */
export async function* readFreeRows(
  { client, upload }: Pick<RunningEdit, "client" | "upload">,
  condition: SqlPart,
): AsyncGenerator<StoredRow[]> {
  for (let after = 0; ;) {
    const rows = await queryRows(client, storedRow)`
      SELECT r.seq, r.line, r.cells, r.e164, r.target, r.state, r.codes, r.faults FROM upload_row r
      WHERE r.upload_id = ${upload.id} AND ${condition} AND r.seq > ${after} ${freeOnly(upload)}
      ORDER BY r.seq LIMIT ${ROWS_AT_ONCE}`;
    const last = rows.at(-1);
    if (!last) return;
    after = last.seq;
    yield rows;
  }
}

/** After a submission only rows that were not sent, or failed. */
export const freeOnly = ({ state }: MappedUpload): SqlPart =>
  state === "submitted" ? sql`AND NOT EXISTS (SELECT 1 FROM ${lastItem()} WHERE NOT ${CAN_SEND_AGAIN})` : sql``;
