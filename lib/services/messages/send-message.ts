import "server-only";
import { createHash } from "node:crypto";
import type { PoolClient } from "pg";
import { z } from "zod";
import { CarrierError, type Messaging } from "@/lib/carriers/carrier";
import { withTrace, type CallTrace } from "@/lib/carriers/registry";
import type { Context, OpenAccount } from "@/lib/context";
import { AppError } from "@/lib/domain/errors";
import { parsePhoneNumber, phoneNumber, type PhoneNumber } from "@/lib/domain/phone-number";
import { rememberAccount } from "@/lib/services/accounts/last-accounts";
import { recordAuditSql } from "@/lib/db/record-audit";
import { insertEvents } from "@/lib/engine/facts";
import { inTransaction } from "@/lib/db/transaction";
import { readCallbackUrl } from "./callback-url";
import { moveForward } from "./store-messages";

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
export type SentMessage = { messageId: string; state: "queued" | "sending" | "unknown" };

/**
 * Sends one message from one of our numbers. The intent is stored before the call leaves; a lost answer leaves the message `unknown`,
 * and nothing sends it again. Errors: INVALID_INPUT (the account cannot send, or the number is not registered there), CONFLICT (the form
 * was sent with other content), and the carrier's refusal (CarrierError).
 */
export async function sendMessage(ctx: Context, input: SendMessageInput): Promise<SentMessage> {
  const account = await ctx.carriers.open(input.accountId);
  const messaging = account.carrier.messaging;
  if (!messaging)
    throw new AppError("INVALID_INPUT", `${account.definition.label} sends no messages with this account.`);
  const intent = await storeIntent(ctx, account, input);
  if (intent.isExisting) return { messageId: intent.id, state: intent.state };
  return deliver(ctx, account, messaging, input, intent.id);
}

type Intent = { id: string; isExisting: boolean; state: SentMessage["state"] };

async function storeIntent(ctx: Context, account: OpenAccount, input: SendMessageInput): Promise<Intent> {
  const id = deriveId(ctx.actor.id, input.idempotencyKey);
  return inTransaction(ctx.sql, async (client) => {
    const service = await client.query(
      `SELECT 1 FROM number_fact WHERE e164 = $1 AND account_id = $2 AND facet = 'registrationState' AND value = 'registered'`,
      [input.from, account.id],
    );
    if (service.rows.length === 0)
      throw new AppError("INVALID_INPUT", `Register the number at ${account.definition.label} before sending from it.`);
    const stored = await client.query(
      `INSERT INTO message (id, account_id, external_id, direction, e164, peer, body, state, occurred_at)
       VALUES ($1, $2, $3, 'out', $4, $5, $6, 'queued', now()) ON CONFLICT (id) DO NOTHING RETURNING id`,
      [id, account.id, `ours:${id}`, input.from, input.to, input.text],
    );
    if (stored.rows.length === 0) return findStored(client, id, input);
    await rememberAccount(client, ctx.actor.id, "message", account.id);
    await recordAuditSql(client, ctx.actor, {
      action: "message.sent",
      entityType: "number",
      entityId: input.from,
      summary: `Message from ${input.from} to ${input.to} at ${account.definition.label} · ${account.label}`,
      after: { messageId: id, accountId: account.id, characters: input.text.length },
    });
    return { id, isExisting: false, state: "queued" };
  });
}

/** The form's key, per person, is the message's id for good: nobody runs into another's key, and no form is sent twice. */
function deriveId(actorId: string, key: string): string {
  const hex = createHash("sha256").update(`message:${actorId}:${key}`).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

async function findStored(client: PoolClient, id: string, input: SendMessageInput): Promise<Intent> {
  const { rows } = await client.query<{ peer: string; body: string; state: string }>(
    `SELECT peer, body, state FROM message WHERE id = $1`,
    [id],
  );
  const row = rows[0];
  if (row?.peer !== input.to || row.body !== input.text)
    throw new AppError("CONFLICT", "This form was already sent with other content. Reload the page to send another.");
  return { id, isExisting: true, state: row.state === "unknown" ? "unknown" : "queued" };
}

async function deliver(
  ctx: Context,
  account: OpenAccount,
  messaging: Messaging,
  input: SendMessageInput,
  id: string,
): Promise<SentMessage> {
  const trace: CallTrace = { actorId: ctx.actor.id, isUrgent: true };
  const settle = (state: string, externalId: string | null, message: string, refusal?: CarrierError) =>
    inTransaction(ctx.sql, async (client) => {
      await moveMessage(client, account.id, id, { state, externalId, refusal });
      const callId = trace.lastCallId ?? null;
      await insertEvents(client, account, [
        { number: input.from, kind: state === "error" ? "failed" : "message", message, callId, actorId: ctx.actor.id },
      ]);
    });
  const callbackUrl = await readCallbackUrl(ctx, account);
  const { from, to, text } = input;
  try {
    const sent = await withTrace(trace, () =>
      messaging.sendMessage({ from, to, text, receipt: true, tag: id, callbackUrl }),
    );
    await settle("sending", sent.id, `Message to ${input.to}: accepted by ${account.definition.label}`);
    return { messageId: id, state: "sending" };
  } catch (error) {
    if (!(error instanceof CarrierError)) throw error;
    const words = [error.carrierCode, error.message].filter(Boolean).join(": ");
    if (error.mayHaveHappened) {
      await settle("unknown", null, `Message to ${input.to}: the answer was lost, it may have been sent (${words})`);
      return { messageId: id, state: "unknown" };
    }
    await settle("error", null, `Message to ${input.to} was not sent: ${words}`, error);
    throw error;
  }
}

type Settled = { state: string; externalId: string | null; refusal?: CarrierError };

/** The carrier's callbacks may have come before its answer: what they told, on another row or on ours, is not moved back. */
async function moveMessage(
  client: PoolClient,
  accountId: string,
  id: string,
  { state, externalId, refusal }: Settled,
): Promise<void> {
  const told = await client.query<{ state: string; delivery_state: string | null }>(
    `DELETE FROM message WHERE account_id = $1 AND external_id = $2 AND id <> $3 RETURNING *`,
    [accountId, externalId, id],
  );
  await client.query(
    `UPDATE message SET state = $2, external_id = coalesce($3, external_id), carrier_code = $4, carrier_words = $5
     WHERE id = $1 AND external_id LIKE 'ours:%'`,
    [id, state, externalId, refusal?.carrierCode ?? null, refusal?.message ?? null],
  );
  for (const early of told.rows)
    await client.query(
      `UPDATE message m SET ${moveForward("e", "m")} FROM jsonb_populate_record(NULL::message, $2::jsonb) e WHERE m.id = $1`,
      [id, JSON.stringify(early)],
    );
}
