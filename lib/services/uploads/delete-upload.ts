import "server-only";
import type { PoolClient } from "pg";
import type { Context } from "@/lib/context";
import { type AuditActor, recordAuditSql } from "@/lib/db/record-audit";
import { inTransaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/domain/errors";
import { addJob } from "@/lib/jobs/queue";
import { isUndoing } from "./undo-labels";
import { lockUploadHead } from "./upload-head";

/**
 * Deletes an upload with its content; its orders stay. Rows, of which there may be a million, are removed by a worker afterwards.
 * Errors: NOT_FOUND, CONFLICT (it is being submitted).
 */
export async function deleteUpload(ctx: Context, { id }: { id: string }): Promise<void> {
  await inTransaction(ctx.sql, async (client) => {
    const upload = await lockUploadHead(client, id);
    if (upload.state === "submitting")
      throw new AppError("CONFLICT", "It is being submitted. Wait until its orders are placed.");
    if (isUndoing(upload)) throw new AppError("CONFLICT", "It is being undone. Wait until that is done.");
    await removeUpload(client, ctx.actor, upload, "upload.deleted");
    await addJob(client, "uploads.expire", {}, { jobKey: "uploads.expire" });
  });
}

/** The upload, its content and all that hangs on it, in the caller's transaction; its rows are left without an upload. */
export async function removeUpload(
  client: PoolClient,
  actor: AuditActor,
  { id, ref, name }: { id: string; ref: string; name: string },
  action: "upload.deleted" | "upload.expired",
): Promise<void> {
  await client.query(`DELETE FROM upload WHERE id = $1`, [id]);
  await recordAuditSql(client, actor, {
    action,
    entityType: "upload",
    entityId: id,
    summary: `${action === "upload.deleted" ? "Deleted" : "Kept long enough:"} ${ref} (${name})`,
  });
}
