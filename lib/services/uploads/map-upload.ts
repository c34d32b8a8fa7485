import "server-only";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { recordAuditSql } from "@/lib/db/record-audit";
import { inTransaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/domain/errors";
import { uploadMapping } from "@/lib/domain/uploads/mapping";
import { listMappingGaps } from "@/lib/domain/uploads/suggest-mapping";
import type { UploadState } from "@/lib/domain/uploads/upload";
import { addJob } from "@/lib/jobs/queue";
import { lockUpload } from "./lock-upload";
import { rememberMapping } from "./mapping-memory";
import { readStoredUpload } from "./read-stored-upload";

export const mapUploadInput = z.object({ id: z.uuid(), mapping: uploadMapping });
export type MapUploadInput = z.output<typeof mapUploadInput>;

const MAPPED_STATES: readonly UploadState[] = ["map", "loading", "check", "refused"];

/**
 * Says how the content is to be read; a worker then loads all rows, in place of those of an earlier choice and its edits. The choice is
 * remembered for files with the same headings. With another sheet of a workbook than the inspected one, that one is inspected first, and the
 * map is asked for again. Errors: NOT_FOUND, INVALID_INPUT (not a meaning for each column), CONFLICT (not inspected yet, submitted).
 */
export async function mapUpload(ctx: Context, { id, mapping }: MapUploadInput): Promise<{ id: string }> {
  const stored = await readStoredUpload(ctx, id);
  if (!stored) throw new AppError("NOT_FOUND", "This upload does not exist, or is no longer kept.");
  const { inspection } = stored;
  if (!inspection) throw new AppError("CONFLICT", "The content of this upload has not been read yet.");
  const isOtherSheet = mapping.sheet !== inspection.sheet;
  if (!isOtherSheet && mapping.columns.length < inspection.columns.length)
    throw new AppError("INVALID_INPUT", "Some columns have no meaning. Reload the page and choose again.");
  const gaps = isOtherSheet ? [] : listMappingGaps(mapping);
  if (gaps.length > 0) throw new AppError("INVALID_INPUT", gaps.join(" "));
  return inTransaction(ctx.sql, async (client) => {
    const { state, ref } = await lockUpload(client, id);
    if (!MAPPED_STATES.includes(state))
      throw new AppError("CONFLICT", `Upload ${ref} was submitted: its columns cannot be changed any more.`);
    await client.query(
      `UPDATE upload SET mapping = $2, state = $3, fault = NULL, progress = NULL, preview = NULL, updated_at = now() WHERE id = $1`,
      [id, JSON.stringify(mapping), isOtherSheet ? "reading" : "loading"],
    );
    if (isOtherSheet) {
      await addJob(client, "upload.read", { id }, { jobKey: `upload.read:${id}` });
      return { id };
    }
    await rememberMapping(client, ctx.actor.id, inspection, mapping);
    await addJob(client, "upload.load", { id }, { jobKey: `upload.load:${id}` });
    await recordAuditSql(client, ctx.actor, {
      action: "upload.mapped",
      entityType: "upload",
      entityId: id,
      summary: `Columns of upload ${ref} chosen`,
      after: { mapping },
    });
    return { id };
  });
}
