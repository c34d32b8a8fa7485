import "server-only";
import type { PoolClient } from "pg";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { queryRows, sql } from "@/lib/db/sql";
import { inTransaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/domain/errors";
import { UPLOAD_LIMITS } from "@/lib/domain/uploads/upload";
import type { EditedRows } from "@/lib/domain/uploads/upload-view";
import { spellRows } from "./edit-rows";
import { freeOnly } from "./fix-problem";
import { openRowCheck, type StoredRowCheck } from "./row-check";
import { beginEdit, type RowEdit, storedRow } from "./row-edit";
import { lockUploadHead, type MappedUpload, readUploadHead, requireRevision, requireRows } from "./upload-head";

const text = z.string().max(1_000);
export const replaceTextInput = z.object({
  id: z.uuid(),
  /** From 0. */
  column: z
    .number()
    .int()
    .min(0)
    .max(UPLOAD_LIMITS.columns - 1),
  /** What a whole cell holds, spaces around it aside; empty: cells without a text. */
  find: text,
  replace: text,
  revision: z.number().int().min(0),
});
export type ReplaceTextInput = z.output<typeof replaceTextInput>;

const ROWS_AT_ONCE = 5_000;
/** One statement more for each; what has as many different rows to change is mapped again. */
const MAX_ROWS = 100_000;

/**
 * Writes another text into all cells of a column that hold exactly this one, upper and lower case alike, as one edit that can be undone.
 * Rows that were taken out, or sent, stay. Errors: NOT_FOUND, CONFLICT (rows were changed since), INVALID_INPUT (no such cell, or too many).
 */
export async function replaceUploadText(ctx: Context, input: ReplaceTextInput): Promise<EditedRows> {
  const before = requireRows(await readUploadHead(ctx.sql, input.id));
  const check = await openRowCheck(ctx, before);
  return inTransaction(ctx.sql, async (client) => {
    const upload = requireRows(await lockUploadHead(client, input.id));
    await requireRevision(client, upload, input.revision);
    const edit = await beginEdit(client, ctx, upload);
    const rows = await replaceAll(client, { upload, check, edit, input });
    const find = input.find.trim();
    if (rows === 0)
      throw new AppError("INVALID_INPUT", `No cell of this column ${find === "" ? "is empty" : `is “${find}”`}.`);
    const label = `Replaced ${find === "" ? "empty cells" : `“${find}”`} with “${input.replace.trim()}”: ${spellRows(rows)}`;
    await edit.finish(label);
    return { revision: edit.revision, label, rows };
  });
}

type Replacing = { upload: MappedUpload; check: StoredRowCheck; edit: RowEdit; input: ReplaceTextInput };

async function replaceAll(client: PoolClient, { upload, check, edit, input }: Replacing): Promise<number> {
  const { column, find, replace } = input;
  const cell = sql`btrim(coalesce(r.cells[${column + 1}], ''))`;
  let replaced = 0;
  for (let after = 0; ;) {
    const rows = await queryRows(client, storedRow)`
      SELECT r.seq, r.line, r.cells, r.e164, r.target, r.state, r.codes, r.faults FROM upload_row r
      WHERE r.upload_id = ${upload.id} AND r.seq > ${after} AND r.state <> 'removed' AND lower(${cell}) = lower(${find.trim()}) ${freeOnly(upload)}
      ORDER BY r.seq LIMIT ${ROWS_AT_ONCE}`;
    const last = rows.at(-1);
    if (!last) return replaced;
    after = last.seq;
    replaced += rows.length;
    if (replaced > MAX_ROWS)
      throw new AppError(
        "INVALID_INPUT",
        `More than ${MAX_ROWS.toLocaleString("en-US")} rows have this text. Set the value for all rows on the map instead.`,
      );
    await edit.apply(rows.map((row) => check.change(row, { [column]: replace.trim() })));
  }
}
