import "server-only";
import type { PoolClient } from "pg";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { deriveId } from "@/lib/db/derive-id";
import { recordAuditSql } from "@/lib/db/record-audit";
import { idRow, numberRow, queryRows } from "@/lib/db/sql";
import { inTransaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/domain/errors";
import { phoneNumber, typedNumber } from "@/lib/domain/phone-number";
import { enqueueEffect } from "@/lib/engine/effects/enqueue-effect";
import { rememberAccount } from "@/lib/services/accounts/last-accounts";
import { readCallbackUrl } from "./callback-url";

export const sendMessageInput = z.object({
  accountId: z.uuid(),
  from: phoneNumber,
  to: typedNumber,
  text: z.string().trim().min(1, "Write something.").max(2048, "At most 2,048 characters."),
  /** Made by the form when it opens. */
  idempotencyKey: z.string().min(8).max(100),
});
export type SendMessageInput = z.output<typeof sendMessageInput>;

const contentRow = z.object({ peer: z.string(), body: z.string() });

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
    const registered = await queryRows(client, numberRow)`
      SELECT e164 FROM number_fact
      WHERE e164 = ${from} AND account_id = ${account.id} AND facet = 'registrationState' AND value = 'registered'`;
    if (registered.length === 0)
      throw new AppError("INVALID_INPUT", `Register the number at ${label} before sending from it.`);
    // No constraint is named: the id and what is made of it collide alike, and whichever is met first must not fail.
    const stored = await queryRows(client, idRow)`
      INSERT INTO message (id, account_id, external_id, direction, e164, peer, body, state, occurred_at)
      VALUES (${id}, ${account.id}, ${`ours:${id}`}, 'out', ${from}, ${to}, ${text}, 'queued', now())
      ON CONFLICT DO NOTHING RETURNING id`;
    if (stored.length === 0) return requireSame(client, id, input);
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
  const rows = await queryRows(client, contentRow)`SELECT peer, body FROM message WHERE id = ${id}`;
  if (rows[0]?.peer !== to || rows[0].body !== text)
    throw new AppError("CONFLICT", "This form was already sent with other content. Reload the page to send another.");
}
