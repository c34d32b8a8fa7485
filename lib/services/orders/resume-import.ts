import "server-only";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/domain/errors";
import { RESUMABLE_STATES, RESUMES } from "@/lib/domain/import-matrix";
import type { PlacedOrder } from "@/lib/domain/order-input";
import { typedNumber } from "@/lib/domain/phone-number";
import { readCallbackUrl } from "@/lib/services/messages/callback-url";
import { listCell, type MatrixScope } from "./import-matrix";
import { placeOrder } from "./place-order";

const shared = {
  /** One import, or all numbers that the account has imported. */
  of: z.union([z.strictObject({ orderId: z.uuid() }), z.strictObject({ accountId: z.uuid() })]),
  /** The cells of the step's column that are meant. */
  states: z.array(z.enum(RESUMABLE_STATES)).min(1),
  /** Absent: that of the import. */
  reason: z.string().trim().max(500).optional(),
  idempotencyKey: z.string().min(8).max(100),
};

export const resumeImportInput = z.discriminatedUnion("step", [
  z.object({ ...shared, step: z.literal("registered"), applicationId: z.string().trim().min(1, "Choose one.") }),
  z.object({
    ...shared,
    step: z.literal("tested"),
    to: typedNumber,
    text: z.string().trim().min(1, "Write something.").max(2048, "At most 2,048 characters."),
  }),
]);
export type ResumeImportForm = z.input<typeof resumeImportInput>;

/**
 * Takes imported numbers on from the step that they lack, in one order of its own: those for which it is missing, or has failed, or
 * both; of an account's at most as many as one order takes.
 * Errors: NOT_FOUND (order, account), INVALID_INPUT (nothing lacks it, or the carrier's parameters are wrong).
 */
export async function resumeImport(ctx: Context, input: z.output<typeof resumeImportInput>): Promise<PlacedOrder> {
  const { scope, reason } = await findScope(ctx, input.of);
  const numbers = await listCell(ctx, scope, input.step, input.states);
  if (numbers.length === 0) throw new AppError("INVALID_INPUT", "None of these numbers lacks this step any longer.");
  const account = await ctx.carriers.open(scope.accountId);
  const callbackUrl = await readCallbackUrl(ctx, account);
  const params: Record<string, string> =
    input.step === "registered"
      ? { applicationId: input.applicationId }
      : { to: input.to, text: input.text, ...(callbackUrl !== undefined && { callbackUrl }) };
  return placeOrder(ctx, {
    kind: RESUMES[input.step],
    accountId: scope.accountId,
    numbers,
    params,
    reason: input.reason || reason,
    idempotencyKey: input.idempotencyKey,
  });
}

async function findScope(
  ctx: Context,
  of: z.output<typeof resumeImportInput>["of"],
): Promise<{ scope: MatrixScope; reason: string }> {
  if ("accountId" in of) return { scope: of, reason: "Continues imported numbers" };
  const order = await ctx.db.order.findUnique({
    where: { id: of.orderId },
    select: { id: true, ref: true, kind: true, accountId: true },
  });
  if (order?.kind !== "import") throw new AppError("NOT_FOUND", "There is no such import.");
  return { scope: order, reason: `Continues import ${order.ref}` };
}
