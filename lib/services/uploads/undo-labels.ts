import "server-only";
import type { PoolClient } from "pg";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { recordAuditSql } from "@/lib/db/record-audit";
import { countRow, queryRows } from "@/lib/db/sql";
import { inTransaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/domain/errors";
import { phoneNumber } from "@/lib/domain/phone-number";
import type { UploadProgress } from "@/lib/domain/uploads/upload";
import { addJob } from "@/lib/jobs/queue";
import { actFor, type WorkerContext } from "./act-for";
import { labelUndo, writeOutcomes } from "./label-outcomes";
import { type RevertedRow, revertLabels } from "./revert-labels";
import { UNDONE } from "./sent-rows";
import { lockUploadHead, readUploadHead, requireRows, setProgress, type UploadHead } from "./upload-head";

const ROWS_AT_ONCE = 1_000;
const LAST = 2_147_483_647;

/**
 * Takes back what an upload set: customers, tags and notes become what they were, except those that somebody has changed since. A worker
 * does it. Errors: NOT_FOUND, CONFLICT (nothing to take back, or other work on it is under way).
 */
export const undoUploadLabels = (ctx: Context, { id }: { id: string }): Promise<void> =>
  inTransaction(ctx.sql, async (client) => {
    const upload = requireRows(await lockUploadHead(client, id));
    if (upload.progress)
      throw new AppError("CONFLICT", "Other work on this upload is under way. Wait until it is done.");
    const [row] = await queryRows(client, countRow)`
      SELECT count(*) AS count FROM upload_outcome WHERE upload_id = ${id} AND undo IS NOT NULL`;
    const total = row?.count ?? 0;
    if (total === 0) throw new AppError("CONFLICT", "There is nothing left to undo.");
    const startedAt = ctx.now().toISOString();
    const progress: UploadProgress = {
      done: 0,
      total,
      unit: "rows",
      startedAt,
      cursor: writePlace(ctx.actor.id, LAST),
    };
    await setProgress(client, id, progress);
    await addJob(client, "upload.undo", { id }, { jobKey: `upload.undo:${id}` });
  });

/** In the cursor: who undoes, and the last row that is done; the last rows go first. */
const writePlace = (personId: string, before: number) => `undo:${personId}:${before}`;
function readPlace({ progress }: Pick<UploadHead, "progress">): { personId: string; before: number } | null {
  const [, personId, before] = /^undo:([0-9a-f-]{36}):(\d+)$/.exec(progress?.cursor ?? "") ?? [];
  return personId ? { personId, before: Number(before) } : null;
}

/** Whether an upload's labels are being taken back. */
export const isUndoing = (upload: Pick<UploadHead, "progress">) => readPlace(upload) !== null;

/** The job: one transaction for each 1,000 rows, in which the place moves on; run again it goes on there. */
export async function runUndoLabels(
  worker: WorkerContext,
  { id }: { id: string },
  signal?: AbortSignal,
): Promise<void> {
  while (!signal?.aborted) {
    const place = readPlace(await readUploadHead(worker.sql, id));
    if (!place) return;
    const ctx = await actFor(worker, place.personId);
    await inTransaction(ctx.sql, (client) => undoNext(client, ctx, { id, before: place.before }));
  }
  await addJob(worker.sql, "upload.undo", { id }, { jobKey: `upload.undo:${id}` });
}

const outcomeRow = z.object({
  seq: z.number(),
  target: z.number(),
  attempt: z.number(),
  code: z.string(),
  message: z.string(),
  undo: labelUndo,
  e164: phoneNumber.nullable(),
});

async function undoNext(client: PoolClient, ctx: Context, { id, before }: { id: string; before: number }) {
  const upload = await lockUploadHead(client, id);
  const place = readPlace(upload);
  if (place?.before !== before || !upload.progress) return;
  const rows = await queryRows(client, outcomeRow)`
    SELECT o.seq, o.target, o.attempt, o.code, o.message, o.undo, r.e164
    FROM upload_outcome o JOIN upload_row r ON r.upload_id = o.upload_id AND r.seq = o.seq
    WHERE o.upload_id = ${id} AND o.seq < ${before} AND o.undo IS NOT NULL ORDER BY o.seq DESC LIMIT ${ROWS_AT_ONCE}`;
  const reverted = await revertLabels(
    client,
    ctx,
    rows.flatMap(({ seq, e164, undo }) => (e164 === null ? [] : [{ seq, number: e164, undo }])),
    ` (undo of upload ${upload.ref})`,
  );
  const bySeq = new Map(reverted.map((row) => [row.seq, row]));
  await writeOutcomes(
    client,
    id,
    rows.map(({ seq, target, attempt, code, message }) => ({
      seq,
      target,
      attempt,
      ...describeReverted(bySeq.get(seq), { code, message }),
      undo: null,
    })),
  );
  const last = rows.at(-1);
  if (last)
    return setProgress(client, id, {
      ...upload.progress,
      done: upload.progress.done + rows.length,
      cursor: writePlace(place.personId, last.seq),
    });
  await setProgress(client, id, null);
  await recordAuditSql(client, ctx.actor, {
    action: "upload.labels-undone",
    entityType: "upload",
    entityId: id,
    summary: `Took back customers, tags and notes of ${upload.progress.done.toLocaleString("en-US")} rows from ${upload.ref} (${upload.name})`,
    after: { rows: upload.progress.done },
  });
}

function describeReverted(row: RevertedRow | undefined, { code, message }: { code: string; message: string }) {
  const stays = row && row.left.length > 0 ? `. Changed since, and left as it is: ${row.left.join(", ")}` : "";
  if (row?.isChanged) return { state: "skipped" as const, code: UNDONE, message: `Undone: ${message}${stays}` };
  return { state: "confirmed" as const, code, message: `${message}${stays || ". Nothing was left to undo"}` };
}
