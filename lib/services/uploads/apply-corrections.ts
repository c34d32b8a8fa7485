import "server-only";
import type { PoolClient } from "pg";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { recordAuditSql } from "@/lib/db/record-audit";
import { queryRows } from "@/lib/db/sql";
import { inTransaction } from "@/lib/db/transaction";
import { unguardCell } from "@/lib/domain/csv-row";
import { AppError } from "@/lib/domain/errors";
import { readRowKey } from "@/lib/domain/uploads/upload";
import { matchColumns } from "./correction-columns";
import { readStoredRows, spellRows } from "./edit-rows";
import { openRowCheck, type StoredRowCheck } from "./row-check";
import { beginEdit, type RowChange } from "./row-edit";
import { CAN_SEND_AGAIN, lastItem } from "./sent-rows";
import { lockUploadHead, type MappedUpload, readUploadHead, requireRows, type UploadHead } from "./upload-head";

/**
 * What a file with corrected rows did. `changed` and `unchanged`: rows of the original; `sent`: changed in the file, but sent before without
 * failing, and so left as they are; `unknown`: rows without a key of the original; `repeated`: further rows with a key that came before.
 */
export type AppliedCorrections = {
  originalId: string;
  revision: number;
  changed: number;
  unchanged: number;
  sent: number;
  unknown: number;
  repeated: number;
};
type Counts = Omit<AppliedCorrections, "originalId" | "revision">;

const ROWS_AT_ONCE = 5_000;

/**
 * Takes the rows of a results file that came back into the upload that they are of, recognized by their keys, wherever they stand in it.
 * Rows that are not in the file stay as they are. One edit, which can be undone. Errors: NOT_FOUND, CONFLICT (it corrects no upload, it was
 * taken in before, or the original is being submitted).
 */
export async function applyCorrections(ctx: Context, { id }: { id: string }): Promise<AppliedCorrections> {
  const { corrects_id: originalId } = await readUploadHead(ctx.sql, id);
  if (originalId === null)
    throw new AppError("CONFLICT", "No row of this file has the key of a row of another upload.");
  const check = await openRowCheck(ctx, requireRows(await readUploadHead(ctx.sql, originalId)));
  return inTransaction(ctx.sql, async (client) => {
    const file = requireRows(await lockUploadHead(client, id));
    if (file.state === "submitted") throw new AppError("CONFLICT", "The rows of this file were taken in before.");
    const original = requireRows(await lockUploadHead(client, originalId));
    const edit = await beginEdit(client, ctx, original);
    const counts: Counts = { changed: 0, unchanged: 0, sent: 0, unknown: 0, repeated: 0 };
    for await (const changes of readChanges(client, { file, original, check, counts })) await edit.apply(changes);
    // Nothing was changed: there is nothing to undo.
    if (counts.changed === 0)
      await client.query(`DELETE FROM upload_edit WHERE upload_id = $1 AND revision = $2`, [
        original.id,
        edit.revision,
      ]);
    else await edit.finish(`Took ${spellRows(counts.changed)} from ${file.name}`);
    // It has done its work, and is not submitted by itself.
    await client.query(`UPDATE upload SET state = 'submitted', progress = NULL, updated_at = now() WHERE id = $1`, [
      id,
    ]);
    await recordAuditSql(client, ctx.actor, {
      action: "upload.corrected",
      entityType: "upload",
      entityId: originalId,
      summary: `Took ${spellRows(counts.changed)} from ${file.ref} (${file.name}) into ${original.ref}`,
      after: { ...counts, from: file.ref },
    });
    return { originalId, revision: edit.revision, ...counts };
  });
}

const fileRow = z.object({ seq: z.number(), cells: z.array(z.string()) });

type Correcting = { file: MappedUpload; original: UploadHead; check: StoredRowCheck; counts: Counts };

async function* readChanges(
  client: PoolClient,
  { file, original, check, counts }: Correcting,
): AsyncGenerator<RowChange[]> {
  const keyColumn = file.mapping.columns.indexOf("rowKey");
  const columns = matchColumns(original, file, keyColumn);
  const seen = new Set<number>();
  for (let after = 0; ;) {
    const rows = await queryRows(client, fileRow)`
      SELECT seq, cells FROM upload_row WHERE upload_id = ${file.id} AND seq > ${after} ORDER BY seq LIMIT ${ROWS_AT_ONCE}`;
    const last = rows.at(-1);
    if (!last) return;
    after = last.seq;
    const corrected = new Map<number, readonly string[]>();
    for (const { cells } of rows) {
      const key = readRowKey(cells[keyColumn] ?? "");
      if (key?.ref !== original.ref) counts.unknown += 1;
      else if (seen.has(key.seq)) counts.repeated += 1;
      else {
        seen.add(key.seq);
        corrected.set(key.seq, cells);
      }
    }
    yield await compareRows(client, { original, check, counts, corrected, columns });
  }
}

type Comparing = Omit<Correcting, "file"> & {
  corrected: ReadonlyMap<number, readonly string[]>;
  columns: ReadonlyMap<number, number>;
};

async function compareRows(
  client: PoolClient,
  { original, check, counts, corrected, columns }: Comparing,
): Promise<RowChange[]> {
  const seqs = [...corrected.keys()];
  const stored = await readStoredRows(client, original.id, seqs);
  const sent = await listSent(client, original.id, seqs);
  const changes: RowChange[] = [];
  for (const [seq, cells] of corrected) {
    const row = stored.get(seq);
    if (!row) {
      counts.unknown += 1;
      continue;
    }
    const changed = [...columns].flatMap(([own, its]) => {
      const before = row.cells[own] ?? "";
      // A CSV has the guard that our export put before what a spreadsheet would run.
      const text = cells[its] === before ? before : unguardCell(cells[its] ?? "");
      return text === before ? [] : [[own, text] as const];
    });
    if (changed.length === 0) counts.unchanged += 1;
    else if (sent.has(seq)) counts.sent += 1;
    else {
      counts.changed += 1;
      changes.push(check.change(row, Object.fromEntries(changed)));
    }
  }
  return changes;
}

const seqRow = z.object({ seq: z.number() });

/** Rows that were sent and did not fail: they are not changed any more. */
async function listSent(client: PoolClient, id: string, seqs: readonly number[]): Promise<Set<number>> {
  const rows = await queryRows(client, seqRow)`
    SELECT r.seq FROM upload_row r CROSS JOIN ${lastItem()}
    WHERE r.upload_id = ${id} AND r.seq = ANY(${seqs}::int[]) AND NOT ${CAN_SEND_AGAIN}`;
  return new Set(rows.map(({ seq }) => seq));
}
