import "server-only";
import type { PoolClient } from "pg";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { queryRows } from "@/lib/db/sql";
import { inTransaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/domain/errors";
import type { EditedRows } from "@/lib/domain/uploads/upload-view";
import { recountPreview } from "./row-edit";
import { lockUploadHead, requireRevision, requireRows, type UploadHead } from "./upload-head";

export type UndoEditInput = { id: string; revision: number };

const editRow = z.object({
  revision: z.number(),
  label: z.string(),
  at: z.date(),
  before: z.object({ lastSeq: z.number() }),
});
const seqRow = z.object({ seq: z.number() });

/**
 * Takes the last edit back that was not undone: its rows are exactly as they were, rows that it added are gone. Errors: NOT_FOUND,
 * CONFLICT (rows were changed since, there is nothing to undo, or it was submitted since).
 */
export async function undoUploadEdit(ctx: Context, { id, revision }: UndoEditInput): Promise<EditedRows> {
  return inTransaction(ctx.sql, async (client) => {
    const upload = requireRows(await lockUploadHead(client, id));
    await requireRevision(client, upload, revision);
    const edit = await findLastEdit(client, upload);
    await client.query(`DELETE FROM upload_row WHERE upload_id = $1 AND seq > $2`, [id, edit.before.lastSeq]);
    const restored = await queryRows(client, seqRow)`
      UPDATE upload_row r SET cells = b.cells, e164 = b.e164, target = b.target, state = b.state, codes = b.codes, faults = b.faults
      FROM upload_row_before b
      WHERE b.upload_id = ${id} AND b.revision = ${edit.revision} AND r.upload_id = ${id} AND r.seq = b.seq RETURNING r.seq`;
    await client.query(
      `DELETE FROM upload_verdict v WHERE v.upload_id = $1 AND (v.seq > $3
         OR EXISTS (SELECT 1 FROM upload_row_before b WHERE b.upload_id = $1 AND b.revision = $2 AND b.seq = v.seq))`,
      [id, edit.revision, edit.before.lastSeq],
    );
    await recountPreview(client, id);
    await client.query(`DELETE FROM upload_row_before WHERE upload_id = $1 AND revision = $2`, [id, edit.revision]);
    // Others read that it was this person.
    await client.query(
      `UPDATE upload_edit SET undone_at = now(), actor_id = $3 WHERE upload_id = $1 AND revision = $2`,
      [id, edit.revision, ctx.actor.id],
    );
    await client.query(`UPDATE upload SET revision = $2, updated_at = now() WHERE id = $1`, [id, upload.revision + 1]);
    return { revision: upload.revision + 1, label: `Undone: ${edit.label}`, rows: restored.length };
  });
}

async function findLastEdit(client: PoolClient, upload: UploadHead) {
  const [edit] = await queryRows(client, editRow)`
    SELECT revision, label, at, before FROM upload_edit WHERE upload_id = ${upload.id} AND undone_at IS NULL
    ORDER BY revision DESC LIMIT 1`;
  if (!edit) throw new AppError("CONFLICT", "There is nothing to undo.");
  if (upload.submission && edit.at.getTime() <= Date.parse(upload.submission.at))
    throw new AppError("CONFLICT", "These rows were submitted since. Change them again instead.");
  return edit;
}
