import "server-only";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { deriveId } from "@/lib/db/derive-id";
import { recordAuditSql } from "@/lib/db/record-audit";
import { inTransaction } from "@/lib/db/transaction";
import { explainUnsafeAddress } from "@/lib/domain/web-address";
import { enqueueEffect } from "@/lib/engine/effects/enqueue-effect";
import { openMessaging } from "./list-applications";

const checkAddress = (text: string, issues: z.RefinementCtx<string>) => {
  const unsafe = text === "" ? null : explainUnsafeAddress(text);
  if (unsafe !== null) issues.addIssue({ code: "custom", message: `It ${unsafe}.` });
};

export const applicationForm = z.object({
  accountId: z.uuid(),
  name: z.string().trim().min(1, "Give it a name.").max(100, "At most 100 characters."),
  incomingMessageUrl: z.string().trim().min(1, "Expected an address like https://…").superRefine(checkAddress),
  callbackHttpMethod: z.enum(["POST", "GET"]),
  /** Blank: none. */
  incomingMessageFallbackUrl: z.string().trim().superRefine(checkAddress).default(""),
  /** Milliseconds that the carrier waits for an answer; blank: its own default, 10,000. */
  incomingMessageUrlCallbackTimeout: z
    .union([z.literal(""), z.coerce.number().int().min(1).max(10_000)], "Expected 1 to 10,000 milliseconds.")
    .default(""),
});
export type ApplicationForm = z.input<typeof applicationForm>;

/**
 * Stores the wish for an application; the worker creates it, unless the carrier has one with the same name and address already. The same
 * wish submitted twice is one effect. Errors: NOT_FOUND, INVALID_INPUT (no messaging there).
 */
export async function createApplication(ctx: Context, form: ApplicationForm): Promise<{ effectId: string }> {
  await openMessaging(ctx, form.accountId);
  const { accountId, incomingMessageFallbackUrl, incomingMessageUrlCallbackTimeout, ...wanted } =
    applicationForm.parse(form);
  const input = {
    ...wanted,
    ...(incomingMessageFallbackUrl !== "" && { incomingMessageFallbackUrl }),
    ...(incomingMessageUrlCallbackTimeout !== "" && { incomingMessageUrlCallbackTimeout }),
  };
  const effectId = deriveId("application", accountId, JSON.stringify([input.name, input.incomingMessageUrl]));
  const actorId = ctx.actor.id;
  await inTransaction(ctx.sql, async (client) => {
    const effect = { id: effectId, accountId, kind: "application", input, actorId } as const;
    if (!(await enqueueEffect(client, effect, { isRepeatable: true }))) return;
    await recordAuditSql(client, ctx.actor, {
      action: "application.requested",
      entityType: "account",
      entityId: accountId,
      summary: `Application “${input.name}” requested`,
      after: input,
    });
  });
  return { effectId };
}
