import "server-only";
import { runStreamTask } from "@/lib/child-tasks/run-task";
import { TaskStopped } from "@/lib/child-tasks/task-stopped";
import type { Context } from "@/lib/context";
import { inTransaction } from "@/lib/db/transaction";
import type { UploadInspection } from "@/lib/domain/uploads/inspection";
import { canSkipMap } from "@/lib/domain/uploads/suggest-mapping";
import { addJob } from "@/lib/jobs/queue";
import { describeStop } from "./describe-stop";
import { limitProcessor } from "./limit-processor";
import { lockUpload } from "./lock-upload";
import { readUploadChoices } from "./read-choices";
import { readStoredUpload, type StoredUpload } from "./read-stored-upload";
import { refuseUpload } from "./refuse-upload";
import { openContent } from "./stream-content";
import { suggestUploadMapping } from "./suggest-upload-mapping";

type Worker = Pick<Context, "db" | "sql" | "carriers">;

export type UploadJob = {
  id: string;
  /** Counts from 1: which try of the job this is. */
  attempt?: number;
  signal?: AbortSignal;
};

/**
 * The job that looks at a content that has come: what its columns are is asked, or where nothing is left to ask its rows are loaded. Content
 * that cannot be read is refused with a message. May run again, and twice at once.
 */
export async function readUpload(ctx: Worker, job: UploadJob): Promise<void> {
  const { id } = job;
  const upload = await readStoredUpload(ctx, id);
  if (upload?.state !== "reading") return;
  const answer = await inspect(ctx, upload, job);
  if (answer.ok) await keepInspection(ctx, upload, answer.inspection);
  else await refuseUpload(ctx, { id, from: "reading", fault: answer.message });
}

async function inspect(ctx: Worker, upload: StoredUpload, { attempt, signal }: UploadJob) {
  const { id, name, source, bytes, mapping } = upload;
  const { accounts } = await readUploadChoices(ctx, null);
  const file = { name, source, size: bytes, sheet: mapping?.sheet ?? null, accounts };
  try {
    const streams = { body: openContent(ctx.sql, id), processorMs: limitProcessor(bytes), signal };
    return await runStreamTask("inspect-upload", file, streams);
  } catch (error) {
    const message = error instanceof TaskStopped ? describeStop(name, error, attempt) : null;
    if (message === null) throw error;
    return { ok: false as const, message };
  }
}

async function keepInspection(ctx: Worker, { id, personId, mapping }: StoredUpload, inspection: UploadInspection) {
  const suggestion = await suggestUploadMapping(ctx, personId, inspection);
  // A person who has chosen another sheet looks at its columns before they are loaded.
  const isCertain = canSkipMap(inspection, suggestion) && mapping === null;
  await inTransaction(ctx.sql, async (client) => {
    if ((await lockUpload(client, id)).state !== "reading") return;
    await client.query(
      `UPDATE upload SET inspection = $2, mapping = $3, state = $4, progress = NULL, updated_at = now() WHERE id = $1`,
      [id, JSON.stringify(inspection), isCertain ? JSON.stringify(suggestion) : null, isCertain ? "loading" : "map"],
    );
    if (isCertain) await addJob(client, "upload.load", { id }, { jobKey: `upload.load:${id}` });
  });
}
