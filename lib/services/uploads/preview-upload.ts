import "server-only";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { inTransaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/domain/errors";
import type { UploadProgress } from "@/lib/domain/uploads/upload";
import type { UploadPreview } from "@/lib/domain/uploads/upload-view";
import { addJob } from "@/lib/jobs/queue";
import { isUndoing } from "./undo-labels";
import { lockUploadHead, requireRows, setProgress } from "./upload-head";

export const previewUploadInput = z.object({ id: z.uuid(), askCarriers: z.boolean() });
export type PreviewUploadInput = z.output<typeof previewUploadInput>;

/**
 * Starts a dry run of the ready rows, which a worker makes; with `askCarriers` the carriers are read first. A run that is going on is
 * replaced. Errors: NOT_FOUND, CONFLICT (its rows are not there yet, or it is being submitted).
 */
export async function previewUpload(ctx: Context, { id, askCarriers }: PreviewUploadInput): Promise<void> {
  await inTransaction(ctx.sql, async (client) => {
    const upload = requireRows(await lockUploadHead(client, id));
    if (isUndoing(upload)) throw new AppError("CONFLICT", "It is being undone. Wait until that is done.");
    if (upload.ready === 0) throw new AppError("CONFLICT", "No row is ready to be previewed.");
    const startedAt = ctx.now().toISOString();
    const progress: UploadProgress = {
      done: 0,
      total: upload.ready,
      unit: askCarriers ? "numbers" : "rows",
      startedAt,
      cursor: askCarriers ? `ask:${ctx.actor.id}:0` : "",
    };
    const preview: UploadPreview = { at: startedAt, isFresh: askCarriers, groups: [], notes: [], failures: [] };
    await setProgress(client, id, progress);
    await client.query(`UPDATE upload SET preview = $2 WHERE id = $1`, [id, JSON.stringify(preview)]);
    await addJob(
      client,
      askCarriers ? "upload.ask" : "upload.preview",
      { id, startedAt },
      { jobKey: `upload.preview:${id}` },
    );
  });
}
