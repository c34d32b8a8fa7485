import "server-only";
import type { PoolClient } from "pg";
import { z } from "zod";
import type { Context, OpenAccount } from "@/lib/context";
import { copyRows } from "@/lib/db/bulk";
import { queryRows } from "@/lib/db/sql";
import { inTransaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/domain/errors";
import { phoneNumber } from "@/lib/domain/phone-number";
import type { UploadProgress } from "@/lib/domain/uploads/upload";
import { addJob } from "@/lib/jobs/queue";
import { findOpenAccount } from "@/lib/services/accounts/find-open-account";
import { askCarrier, readingSize } from "./ask-carriers";
import { assessLabels } from "./assess-labels";
import { assessNumbers, type AssessedNumber } from "./assess-rows";
import { readRoom } from "./check-group";
import { listSendableNumbers, readNextAttempt } from "./sendable-rows";
import { addVerdicts, readPreview, writePreview } from "./stored-preview";
import { lockUploadHead, readUploadHead, requireMapping, setProgress, type UploadHead } from "./upload-head";
import { isOrderTarget, listStoredTargets, type StoredTarget } from "./upload-targets";

type WorkerContext = Pick<Context, "sql" | "carriers" | "now">;
type Run = { id: string; startedAt: string };

const ASSESSED_AT_ONCE = 10_000;
const ASKED_AT_ONCE = 1_000;
/** Then the job ends and another goes on, so that no job holds its place for an hour, or a worker up that is to stop. */
const SLICE_MS = 20_000;

/**
 * Makes a dry run: asks the carriers if that is wanted, then compares all ready rows with what is known. Run again after a break it goes
 * on after the last rows that are done; a run that another has replaced, or whose upload is gone, ends. With
 * `signal` it leaves the rest to another worker.
 */
export async function makeUploadPreview(worker: WorkerContext, run: Run, signal?: AbortSignal): Promise<void> {
  const targets = new Map((await listStoredTargets(worker.sql, run.id)).map((target) => [target.n, target]));
  const accounts = await openAccounts(worker, targets);
  const unable = new Set<string>();
  const sliceEnd = Date.now() + SLICE_MS;
  let isAsking = false;
  while (Date.now() < sliceEnd && !signal?.aborted) {
    const upload = await findRun(worker, run);
    if (!upload) return;
    const asking = readAsking(upload.progress);
    isAsking = asking !== null;
    if (asking) await askNext(worker, { run, upload, asking, targets, accounts, unable });
    else if (!(await assessNext(worker, { run, upload, targets, accounts }))) return;
  }
  await addJob(worker.sql, isAsking ? "upload.ask" : "upload.preview", run, { jobKey: `upload.preview:${run.id}` });
}

type Running = UploadHead & { progress: UploadProgress };
type Accounts = ReadonlyMap<string, OpenAccount | null>;
type Targets = ReadonlyMap<number, StoredTarget>;

const isRun = (upload: UploadHead, { startedAt }: Run): upload is Running =>
  (upload.state === "check" || upload.state === "submitted") && upload.progress?.startedAt === startedAt;

async function findRun({ sql }: WorkerContext, run: Run): Promise<Running | null> {
  try {
    const upload = await readUploadHead(sql, run.id);
    return isRun(upload, run) ? upload : null;
  } catch (error) {
    if (error instanceof AppError && error.code === "NOT_FOUND") return null;
    throw error;
  }
}

async function openAccounts(ctx: WorkerContext, targets: Targets): Promise<Accounts> {
  const ids = [...new Set([...targets.values()].flatMap(({ account_id }) => account_id ?? []))];
  return new Map(await Promise.all(ids.map(async (id) => [id, await findOpenAccount(ctx, id)] as const)));
}

const readyRow = z.object({ seq: z.number(), e164: phoneNumber, target: z.number() });
type ReadyRow = z.infer<typeof readyRow>;

const listReady = ({ sql }: WorkerContext, id: string, after: number, most: number): Promise<ReadyRow[]> =>
  queryRows(sql, readyRow)`
    SELECT seq, e164, target FROM upload_row
    WHERE upload_id = ${id} AND seq > ${after} AND state = 'ready' AND e164 IS NOT NULL AND target IS NOT NULL ORDER BY seq LIMIT ${most}`;

/** In the cursor, while the carriers are asked: for whom, and the last row that is asked about. */
function readAsking({ cursor = "" }: UploadProgress): { actorId: string; after: number } | null {
  const [, actorId, after] = /^ask:([0-9a-f-]{36}):(\d+)$/.exec(cursor) ?? [];
  return actorId ? { actorId, after: Number(after) } : null;
}

type AskStep = {
  run: Run;
  upload: Running;
  asking: { actorId: string; after: number };
  targets: Targets;
  accounts: Accounts;
  unable: Set<string>;
};

async function askNext(worker: WorkerContext, step: AskStep): Promise<void> {
  const { run, upload, asking, targets, accounts, unable } = step;
  const rows = await listReady(worker, run.id, asking.after, ASKED_AT_ONCE);
  const last = rows.at(-1);
  if (!last) {
    const progress = { ...upload.progress, done: 0, total: upload.ready, unit: "rows" as const, cursor: "" };
    await moveOn(worker, run, upload, (client) => setProgress(client, run.id, progress));
    return;
  }
  const failures: string[] = [];
  await Promise.all(
    [...accounts].map(async ([accountId, account]) => {
      const numbers = [
        ...new Set(rows.filter(({ target }) => targets.get(target)?.account_id === accountId).map(({ e164 }) => e164)),
      ];
      if (numbers.length === 0 || unable.has(accountId)) return;
      const failure = account
        ? await askInParts(worker, account, numbers, asking.actorId)
        : "An account is switched off: it cannot be asked.";
      if (failure === null) return;
      unable.add(accountId);
      failures.push(failure);
    }),
  );
  await moveOn(worker, run, upload, async (client) => {
    const preview = await readPreview(client, run.id);
    if (failures.length > 0)
      await writePreview(client, run.id, { ...preview, failures: [...new Set([...preview.failures, ...failures])] });
    const done = upload.progress.done + rows.length;
    await setProgress(client, run.id, { ...upload.progress, done, cursor: `ask:${asking.actorId}:${last.seq}` });
  });
}

async function askInParts(
  worker: WorkerContext,
  account: OpenAccount,
  numbers: readonly ReadyRow["e164"][],
  actorId: string,
): Promise<string | null> {
  const size = readingSize(account);
  for (let from = 0; from < numbers.length; from += size) {
    const failure = await askCarrier(worker, account, numbers.slice(from, from + size), actorId);
    if (failure !== null) return failure;
  }
  return null;
}

/** The write of a step, if the rows and the run are still those that it was made of. */
async function moveOn(
  { sql }: WorkerContext,
  run: Run,
  before: Running,
  write: (client: PoolClient) => Promise<unknown>,
): Promise<void> {
  await inTransaction(sql, async (client) => {
    const now = await lockUploadHead(client, run.id);
    const isSame = now.revision === before.revision && now.progress?.cursor === before.progress.cursor;
    // Else the step is made again, of the rows as they are now.
    if (isRun(now, run) && isSame) await write(client);
  });
}

type AssessStep = { run: Run; upload: Running; targets: Targets; accounts: Accounts };

/** False once all rows are done. */
async function assessNext(worker: WorkerContext, { run, upload, targets, accounts }: AssessStep): Promise<boolean> {
  const { cursor = "", done } = upload.progress;
  const rows = await listReady(worker, run.id, Number(cursor), ASSESSED_AT_ONCE);
  const last = rows.at(-1);
  if (!last) {
    await finish(worker, run, upload, targets);
    return false;
  }
  const entries: { seq: number; number: ReadyRow["e164"]; assessed: AssessedNumber }[] = [];
  for (const target of targets.values()) {
    const own = rows.filter((row) => row.target === target.n);
    if (own.length === 0) continue;
    const assessed = isOrderTarget(target)
      ? await assessNumbers(worker, {
          target,
          account: accounts.get(target.account_id) ?? null,
          numbers: own.map(({ e164 }) => e164),
        })
      : await assessLabels(worker, { upload: requireMapping(upload), target, seqs: own.map(({ seq }) => seq) });
    for (const [index, row] of own.entries()) {
      const one = assessed[index];
      if (one) entries.push({ seq: row.seq, number: row.e164, assessed: one });
    }
  }
  await moveOn(worker, run, upload, async (client) => {
    if (cursor === "") await client.query(`DELETE FROM upload_verdict WHERE upload_id = $1`, [run.id]);
    await copyRows(
      client,
      "upload_verdict",
      ["upload_id", "seq", "outcome", "code"],
      entries.map(({ seq, assessed: { verdict } }) => [run.id, seq, verdict.outcome, verdict.code]),
    );
    await writePreview(client, run.id, addVerdicts(await readPreview(client, run.id), entries));
    await setProgress(client, run.id, { ...upload.progress, done: done + rows.length, cursor: String(last.seq) });
  });
  return true;
}

async function finish(worker: WorkerContext, run: Run, upload: Running, targets: Targets): Promise<void> {
  const rooms = await listFullCampaigns(worker, run.id, targets);
  await moveOn(worker, run, upload, async (client) => {
    const preview = await readPreview(client, run.id);
    await writePreview(client, run.id, {
      ...preview,
      at: worker.now().toISOString(),
      notes: [...preview.notes, ...rooms],
    });
    await setProgress(client, run.id, null);
  });
}

/** Campaigns that have no room for all of their numbers. */
async function listFullCampaigns({ sql }: WorkerContext, uploadId: string, targets: Targets) {
  const notes: { code: string; message: string; count: number }[] = [];
  const attempt = await readNextAttempt(sql, uploadId);
  for (const { n, kind, account_id: accountId, params } of targets.values()) {
    const { campaignId } = params;
    if (kind !== "campaign-assign" || campaignId === undefined || accountId === null) continue;
    const numbers = await listSendableNumbers(sql, { uploadId, attempt, leaveOut: [] }, [n]);
    const room = await readRoom({ sql }, { accountId, campaignId, numbers });
    const over = room ? room.held + room.added - (room.capacity ?? 0) : 0;
    if (room && over > 0)
      notes.push({
        code: `no-room ${campaignId}`,
        message: `more than campaign ${campaignId} has room for. Raise its capacity, or spread the numbers over other campaigns.`,
        count: Math.min(over, room.added),
      });
  }
  return notes;
}
