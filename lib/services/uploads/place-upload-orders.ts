import "server-only";
import type { PoolClient } from "pg";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { queryRows } from "@/lib/db/sql";
import { recordAuditSql } from "@/lib/db/record-audit";
import { inTransaction } from "@/lib/db/transaction";
import { MAX_NUMBERS_PER_ORDER } from "@/lib/domain/order-input";
import type { UploadSubmission } from "@/lib/domain/uploads/upload";
import { addJob } from "@/lib/jobs/queue";
import { actFor, type WorkerContext } from "./act-for";
import { describeRefusal } from "./check-group";
import { groupTargets, isOrderGroup, type OrderGroup } from "./order-groups";
import { placeLabels } from "./place-labels";
import { type PartPlan, placePart, preparePart } from "./place-part";
import { listConflicting, readSendable, type Sending } from "./sendable-rows";
import { blockRows } from "./block-rows";
import { lockUploadHead, readUploadHead, setProgress, type UploadHead } from "./upload-head";
import { listStoredTargets } from "./upload-targets";

type Submitted = UploadHead & { submission: UploadSubmission };

/**
 * Places the orders of a submitted upload, one transaction for each of at most 100,000 numbers, and sets the labels that it asks for, one for
 * each of at most 1,000 rows; the place in the work moves on in the same transaction: run again after a break it goes on where it was, and nothing is placed twice. Why an order was refused is kept in the submission.
 */
export async function placeUploadOrders(
  worker: WorkerContext,
  { id }: { id: string },
  signal?: AbortSignal,
): Promise<void> {
  const upload = await readUploadHead(worker.sql, id);
  if (!isSubmitting(upload)) return;
  const ctx = await actFor(worker, upload.submission.personId);
  const sending: Sending = {
    uploadId: id,
    attempt: upload.submission.attempt ?? 1,
    leaveOut: upload.submission.leaveOut,
  };
  await setConflictsApart(ctx, sending);
  const groups = groupTargets(await listStoredTargets(ctx.sql, id));
  while (!signal?.aborted) {
    const place = readPlace(await readUploadHead(ctx.sql, id));
    if (place === null) return;
    const group = groups[place.group];
    if (!group) return finish(ctx, id);
    if (isOrderGroup(group)) await placeNext(ctx, { group, sending, place });
    else
      await placeLabels(ctx, {
        group,
        sending,
        after: place.after,
        holds: (client) => holds(client, { sending, place }),
        moveOn: (client, { rows, after }) =>
          moveOn(client, id, { place: after === null ? nextGroup(place) : { ...place, after }, placed: 0, rows }),
      });
  }
  // This worker is to stop: another goes on.
  await addJob(ctx.sql, "upload.submit", { id }, { jobKey: `upload.submit:${id}` });
}

const isSubmitting = (upload: UploadHead): upload is Submitted =>
  upload.state === "submitting" && upload.submission !== null;

/** The group that is being placed, and the last row of it that is. Null: somebody else has finished. */
type Place = { group: number; after: number };

function readPlace(upload: UploadHead): Place | null {
  if (!isSubmitting(upload)) return null;
  const [group = 0, after = 0] = (upload.progress?.cursor || "0:0").split(":").map(Number);
  return { group, after };
}

/** A number for which two rows ask different things is sent for the first of them. */
async function setConflictsApart(ctx: Context, sending: Sending): Promise<void> {
  const targets = await listStoredTargets(ctx.sql, sending.uploadId);
  const conflicting = await listConflicting(ctx.sql, sending, targets);
  if (conflicting.length === 0) return;
  await inTransaction(ctx.sql, async (client) => {
    const upload = await lockUploadHead(client, sending.uploadId);
    // Later, the rows that would be found have been sent.
    if (!isSubmitting(upload) || upload.progress?.cursor) return;
    await blockRows(
      client,
      sending.uploadId,
      "conflicting-row",
      conflicting.map(({ seq }) => seq),
    );
  });
}

type Step = { group: OrderGroup; sending: Sending; place: Place };

async function placeNext(ctx: Context, step: Step): Promise<void> {
  const { group, sending, place } = step;
  try {
    const rows = await readPart(ctx.sql, step);
    // The carrier and other connections are asked before the transaction.
    const plan = rows.length === 0 ? null : await preparePart(ctx, { group, sending, after: place.after, rows });
    await inTransaction(ctx.sql, async (client) => {
      if (!(await holds(client, step))) return;
      const isPlaced = plan !== null && (await placePart(client, ctx, plan));
      const last = rows.at(-1);
      await moveOn(client, sending.uploadId, {
        place: rows.length < MAX_NUMBERS_PER_ORDER || !last ? nextGroup(place) : { ...place, after: last.seq },
        placed: isPlaced ? 1 : 0,
        rows: rows.length,
      });
    });
  } catch (error) {
    const failure = describeRefusal(error);
    await inTransaction(ctx.sql, async (client) => {
      if (!(await holds(client, step))) return;
      await client.query(
        `UPDATE upload SET submission = jsonb_set(submission, '{failures}', coalesce(submission->'failures', '[]') || to_jsonb($2::text)) WHERE id = $1`,
        [sending.uploadId, failure],
      );
      await moveOn(client, sending.uploadId, { place: nextGroup(place), placed: 0, rows: 0 });
    });
  }
}

const nextGroup = ({ group }: Place): Place => ({ group: group + 1, after: 0 });

const readPart = (runner: Context["sql"], { group, sending, place: { after } }: Step): Promise<PartPlan["rows"]> =>
  readSendable(runner, sending, { targets: group.targets.map(({ n }) => n), after, most: MAX_NUMBERS_PER_ORDER });

/** Locks the upload. False where another worker has done this step meanwhile. */
async function holds(client: PoolClient, { sending, place }: Pick<Step, "sending" | "place">): Promise<boolean> {
  const now = readPlace(await lockUploadHead(client, sending.uploadId));
  return now !== null && now.group === place.group && now.after === place.after;
}

async function moveOn(
  client: PoolClient,
  id: string,
  { place, placed, rows }: { place: Place; placed: number; rows: number },
): Promise<void> {
  const { progress } = await lockUploadHead(client, id);
  if (!progress) return;
  const done = progress.done + (progress.unit === "rows" ? rows : placed);
  await setProgress(client, id, { ...progress, done, cursor: `${place.group}:${place.after}` });
}

async function finish(ctx: Context, id: string): Promise<void> {
  await inTransaction(ctx.sql, async (client) => {
    const upload = await lockUploadHead(client, id);
    if (!isSubmitting(upload)) return;
    const { submission } = upload;
    await client.query(`UPDATE upload SET state = 'submitted', progress = NULL, updated_at = now() WHERE id = $1`, [
      id,
    ]);
    const { orders, labeled } = await countPlaced(client, id, submission.attempt ?? 1);
    const what = [
      (orders > 0 || labeled === 0) && `Placed ${orders === 1 ? "1 order" : `${orders} orders`} of`,
      labeled > 0 &&
        `${orders > 0 ? "set" : "Set"} customers, tags and notes of ${labeled === 1 ? "1 row" : `${labeled.toLocaleString("en-US")} rows`} from`,
    ].filter(Boolean);
    await recordAuditSql(client, ctx.actor, {
      action: labeled > 0 && orders === 0 ? "upload.labeled" : "upload.placed",
      entityType: "upload",
      entityId: id,
      summary: `${what.join(" and ")} ${upload.ref} (${upload.name})`,
      reason: submission.reason,
      after: {
        orders,
        ...(labeled > 0 && { labeled }),
        attempt: submission.attempt,
        failures: submission.failures ?? [],
      },
    });
  });
}

const placedRow = z.object({ orders: z.number(), labeled: z.number() });

async function countPlaced(client: PoolClient, id: string, attempt: number): Promise<z.infer<typeof placedRow>> {
  const [row] = await queryRows(client, placedRow)`
    SELECT (SELECT count(DISTINCT order_id) FROM upload_order WHERE upload_id = ${id} AND attempt = ${attempt}) AS orders,
      (SELECT count(*) FROM upload_outcome WHERE upload_id = ${id} AND attempt = ${attempt} AND state = 'confirmed') AS labeled`;
  return row ?? { orders: 0, labeled: 0 };
}
