import "server-only";
import type { PoolClient } from "pg";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { deriveId } from "@/lib/db/derive-id";
import { recordAuditSql } from "@/lib/db/record-audit";
import { inTransaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/domain/errors";
import { parsePhoneNumber, phoneNumber, type PhoneNumber } from "@/lib/domain/phone-number";
import { enqueueEffect } from "@/lib/engine/effects/enqueue-effect";
import { rememberAccount } from "@/lib/services/accounts/last-accounts";
import { readCallbackUrl } from "./callback-url";

export const sendMessageInput = z.object({
  accountId: z.uuid(),
  from: phoneNumber,
  /** Any spelling. */
  to: z
    .string()
    .trim()
    .transform((typed, issues): PhoneNumber => {
      const parsed = parsePhoneNumber(typed);
      if (parsed.ok) return parsed.number;
      issues.addIssue({ code: "custom", message: parsed.message });
      return z.NEVER;
    }),
  text: z.string().trim().min(1, "Write something.").max(2048, "At most 2,048 characters."),
  /** Made by the form when it opens. */
  idempotencyKey: z.string().min(8).max(100),
});
export type SendMessageInput = z.output<typeof sendMessageInput>;

/**
 * Stores one message from one of our numbers; the worker sends it, once. `effectId` is the message's id. Errors: INVALID_INPUT (the account
 * cannot send, or the number is not registered there), CONFLICT (the form was sent before with other content).
 */
export async function sendMessage(ctx: Context, input: SendMessageInput): Promise<{ effectId: string }> {
  const account = await ctx.carriers.open(input.accountId);
  const { label } = account.definition;
  if (!account.carrier.messaging) throw new AppError("INVALID_INPUT", `${label} sends no messages with this account.`);
  const callbackUrl = await readCallbackUrl(ctx, account);
  // One id per person and form: no form is sent twice, and nobody meets the key of another person.
  const id = deriveId("message", ctx.actor.id, input.idempotencyKey);
  const { from, to, text } = input;
  await inTransaction(ctx.sql, async (client) => {
    const service = await client.query(
      `SELECT 1 FROM number_fact WHERE e164 = $1 AND account_id = $2 AND facet = 'registrationState' AND value = 'registered'`,
      [from, account.id],
    );
    if (service.rows.length === 0)
      throw new AppError("INVALID_INPUT", `Register the number at ${label} before sending from it.`);
    const stored = await client.query(
      `INSERT INTO message (id, account_id, external_id, direction, e164, peer, body, state, occurred_at)
       VALUES ($1, $2, $3, 'out', $4, $5, $6, 'queued', now()) ON CONFLICT (id) DO NOTHING RETURNING id`,
      [id, account.id, `ours:${id}`, from, to, text],
    );
    if (stored.rows.length === 0) return requireSame(client, id, input);
    const effect = { from, to, text, callbackUrl };
    await enqueueEffect(client, { id, accountId: account.id, kind: "message", input: effect, actorId: ctx.actor.id });
    await rememberAccount(client, ctx.actor.id, "message", account.id);
    await recordAuditSql(client, ctx.actor, {
      action: "message.sent",
      entityType: "number",
      entityId: from,
      summary: `Message from ${from} to ${to} at ${label} · ${account.label}`,
      after: { messageId: id, accountId: account.id, characters: text.length },
    });
  });
  return { effectId: id };
}

async function requireSame(client: PoolClient, id: string, { to, text }: SendMessageInput): Promise<void> {
  const { rows } = await client.query<{ peer: string; body: string }>(`SELECT peer, body FROM message WHERE id = $1`, [
    id,
  ]);
  if (rows[0]?.peer !== to || rows[0].body !== text)
    throw new AppError("CONFLICT", "This form was already sent with other content. Reload the page to send another.");
}
