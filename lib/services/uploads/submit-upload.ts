import "server-only";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { recordAuditSql } from "@/lib/db/record-audit";
import { inTransaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/domain/errors";
import { LABELS, type UploadProgress, type UploadSubmission } from "@/lib/domain/uploads/upload";
import { addJob } from "@/lib/jobs/queue";
import { planUpload, planUploadInput } from "./plan-upload";
import { lockUploadHead, readUploadHead, requireRevision, requireRows, type UploadHead } from "./upload-head";

export const submitUploadInput = planUploadInput.extend({
  reason: z.string().trim().max(500).optional(),
  /** Of the rows as the person saw them: a second click, another tab and a reload lead to the one submission. */
  revision: z.number().int().min(0),
});
export type SubmitUploadInput = z.output<typeof submitUploadInput>;
export type SubmittedUpload = { attempt: number; isExisting: boolean };

/**
 * Submits the ready rows of an upload; a worker places the orders. Errors: NOT_FOUND, CONFLICT (rows were changed since, or something
 * stops it: see `planUpload`), INVALID_INPUT (no reason for more than 25 numbers).
 */
export async function submitUpload(ctx: Context, input: SubmitUploadInput): Promise<SubmittedUpload> {
  const { id, onlyIfAllReady, leaveOut, reason, revision } = input;
  const existing = findSubmitted(await readUploadHead(ctx.sql, id), revision);
  if (existing) return existing;
  const plan = await planUpload(ctx, input).catch(async (error: unknown) => {
    // Another tab may have submitted it meanwhile.
    const submitted = findSubmitted(await readUploadHead(ctx.sql, id), revision);
    if (submitted) return submitted;
    throw error;
  });
  if ("isExisting" in plan) return plan;
  if (plan.needsCount && !reason)
    throw new AppError("INVALID_INPUT", "Give a reason for the audit.", { fields: { reason: ["Give a reason."] } });
  return inTransaction(ctx.sql, async (client) => {
    const head = await lockUploadHead(client, id);
    const submitted = findSubmitted(head, revision);
    if (submitted) return submitted;
    const upload = requireRows(head);
    await requireRevision(client, upload, revision);
    if (plan.fault !== null) throw new AppError("CONFLICT", plan.fault);
    if (upload.progress) throw new AppError("CONFLICT", "Work on its rows is under way. Wait until it is done.");
    const { attempt = 1 } = plan;
    const at = ctx.now().toISOString();
    const submission: UploadSubmission = {
      onlyIfAllReady,
      leaveOut: [...leaveOut],
      personId: ctx.actor.id,
      at,
      attempt,
      revision,
      ...(reason && { reason }),
    };
    const isLabeled = plan.orders.some(({ kind }) => kind === LABELS);
    const progress: UploadProgress = {
      done: 0,
      total: isLabeled ? plan.numbers : plan.orders.length,
      unit: isLabeled ? "rows" : "orders",
      startedAt: at,
      cursor: "",
    };
    // The rows as they are submitted are a revision of their own: an edit that began before is refused.
    await client.query(
      `UPDATE upload SET state = 'submitting', submission = $2, progress = $3, revision = revision + 1, updated_at = now() WHERE id = $1`,
      [id, JSON.stringify(submission), JSON.stringify(progress)],
    );
    await addJob(client, "upload.submit", { id }, { jobKey: `upload.submit:${id}` });
    await recordAuditSql(client, ctx.actor, {
      action: "upload.submitted",
      entityType: "upload",
      entityId: id,
      summary: `Submitted ${plan.numbers === 1 ? "1 number" : `${plan.numbers.toLocaleString("en-US")} numbers`} of ${upload.ref} (${upload.name})`,
      reason,
      after: {
        numbers: plan.numbers,
        orders: plan.orders.filter(({ kind }) => kind !== LABELS).length,
        leftOut: plan.leftOut,
        attempt,
      },
    });
    return { attempt, isExisting: false };
  });
}

function findSubmitted({ state, submission }: UploadHead, revision: number): SubmittedUpload | null {
  if ((state !== "submitting" && state !== "submitted") || submission?.revision !== revision) return null;
  return { attempt: submission.attempt ?? 1, isExisting: true };
}
