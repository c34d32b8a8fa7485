import "server-only";
import { setTimeout as delay } from "node:timers/promises";
import type { PoolClient } from "pg";
import { runStreamTask } from "@/lib/child-tasks/run-task";
import { TaskStopped } from "@/lib/child-tasks/task-stopped";
import type { Context } from "@/lib/context";
import { copyLines } from "@/lib/db/bulk";
import type { UploadMapping } from "@/lib/domain/uploads/mapping";
import { ROW_COLUMNS } from "@/lib/files/uploads/encode-row";
import type { BatchHead } from "@/lib/files/uploads/load-file";
import { describeStop } from "./describe-stop";
import { limitProcessor } from "./limit-processor";
import { beginLoad, clearRows, type LoadRun, LoadSuperseded } from "./load-run";
import { readUploadChoices } from "./read-choices";
import { readStoredUpload, type StoredUpload } from "./read-stored-upload";
import type { UploadJob } from "./read-upload";
import { markForeignNumbers, settleLabels } from "./settle-labels";
import { openContent } from "./stream-content";

const PROGRESS_MS = 500;
const SETTLED_AT_ONCE = 50_000;
/** After each batch, for as long as it took, the machine belongs to those who look at pages. */
const REST_SHARE = 1;

type Worker = Pick<Context, "db" | "sql" | "carriers" | "now">;

/**
 * The job that reads all rows of an upload as its mapping says, checks and stores them. Batches are committed as they come. It may run again,
 * and twice at once: each run begins with an empty table, and only the last one writes. Too many rows: refused, and none are left.
 */
export async function loadUpload(ctx: Worker, job: UploadJob): Promise<void> {
  const { id } = job;
  const upload = await readStoredUpload(ctx, id);
  if (!upload?.mapping || !upload.inspection) return;
  const run = await beginLoad(ctx.sql, { id, bytes: upload.bytes, startedAt: ctx.now() });
  if (!run) return;
  try {
    await clearRows(run, id);
    const answer = await storeRows(ctx, upload, run, job);
    if (answer.ok) {
      await settleLoaded(run, id, upload.mapping, answer.rows);
      return await finishLoad(ctx, upload, run, answer.keys);
    }
    await clearRows(run, id);
    await run.write((client) =>
      client.query(
        `UPDATE upload SET state = 'refused', fault = $2, progress = NULL, updated_at = now() WHERE id = $1`,
        [id, answer.message],
      ),
    );
  } catch (error) {
    if (!(error instanceof LoadSuperseded)) throw error;
  }
}

async function storeRows(ctx: Worker, upload: StoredUpload, run: LoadRun, { attempt, signal }: UploadJob) {
  const { id, name, source, bytes, inspection, mapping } = upload;
  if (!inspection || !mapping) throw new Error("an upload without a mapping");
  const choices = await readUploadChoices(ctx, mapping);
  const { format, delimiter } = inspection;
  const layout = { name, format, delimiter, sheet: mapping.sheet };
  let shownAt = performance.now();
  const storeBatch = (client: PoolClient, head: BatchHead, lines: Uint8Array) => {
    const isShown = performance.now() - shownAt >= PROGRESS_MS;
    if (isShown) shownAt = performance.now();
    return writeBatch(client, id, head, lines, isShown ? run.progress(head.bytes) : null);
  };
  try {
    return await runStreamTask(
      "load-upload",
      { uploadId: id, layout, mapping, choices, isProse: source === "text" && format === "list" },
      {
        body: openContent(ctx.sql, id),
        processorMs: limitProcessor(bytes),
        signal,
        // Made by our own program, which is typed.
        onFrame: async ({ head, body }) => {
          const startedAt = performance.now();
          await run.write((client) => storeBatch(client, head as BatchHead, body));
          await delay((performance.now() - startedAt) * REST_SHARE);
        },
      },
    );
  } catch (error) {
    const message = error instanceof TaskStopped ? describeStop(name, error, attempt) : null;
    if (message === null) throw error;
    return { ok: false as const, message };
  }
}

async function writeBatch(
  client: PoolClient,
  id: string,
  { targets }: BatchHead,
  lines: Uint8Array,
  progress: object | null,
) {
  // What a server that falls over loses of this is loaded again; the commit that ends the load waits for the disk, and so for all before it.
  await client.query(`SET LOCAL synchronous_commit = off`);
  if (targets.length > 0)
    await client.query(
      `INSERT INTO upload_target (upload_id, n, kind, account_id, params)
       SELECT $1, t.n, t.kind, t."accountId", t.params FROM jsonb_to_recordset($2::jsonb) AS t(n int, kind text, "accountId" uuid, params jsonb)`,
      [id, JSON.stringify(targets)],
    );
  await copyLines(client, "upload_row", ROW_COLUMNS, lines);
  if (progress)
    await client.query(`UPDATE upload SET progress = $2, updated_at = now() WHERE id = $1`, [
      id,
      JSON.stringify(progress),
    ]);
}

/** What rows that set labels need besides: whose the numbers are, and what other rows say of the same one. */
async function settleLoaded(run: LoadRun, id: string, mapping: UploadMapping, rows: number): Promise<void> {
  for (let after = 0; after < rows; after += SETTLED_AT_ONCE)
    await run.write((client) => markForeignNumbers(client, id, { after, to: after + SETTLED_AT_ONCE }));
  await run.write((client) => settleLabels(client, { id, mapping }, { numbers: null, edit: null }));
}

/** A file whose rows carry the keys of another upload corrects that one. */
async function finishLoad(
  { db }: Worker,
  { id, ref }: StoredUpload,
  run: LoadRun,
  keys: Readonly<Record<string, number>>,
) {
  const others = await db.upload.findMany({
    where: { ref: { in: Object.keys(keys).filter((key) => key !== ref) } },
    select: { id: true, ref: true },
  });
  const [corrected] = others.toSorted((one, other) => (keys[other.ref] ?? 0) - (keys[one.ref] ?? 0));
  await run.write((client) =>
    client.query(
      `UPDATE upload SET state = 'check', progress = NULL, corrects_id = $2, updated_at = now() WHERE id = $1`,
      [id, corrected?.id ?? null],
    ),
  );
}
