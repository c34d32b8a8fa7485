import "server-only";
import { z } from "zod";
import { withTrace, type CallTrace } from "@/lib/carriers/registry";
import { type Carrier, CarrierError, type Reading } from "@/lib/carriers/carrier";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/domain/errors";
import { phoneNumber, type PhoneNumber } from "@/lib/domain/phone-number";
import type { ServiceFacts } from "@/lib/domain/service-state";
import { recordAuditSql } from "@/lib/services/audit/record-audit";
import { insertEvents, recordFacts } from "@/lib/services/fulfilment/facts";
import { inTransaction } from "@/lib/services/fulfilment/transaction";
import { ensureNumbers } from "./ensure-numbers";

export const refreshNumberInput = z.object({ number: phoneNumber, accountId: z.uuid() });
export type RefreshNumberInput = z.output<typeof refreshNumberInput>;
export type RefreshedNumber = { hasSpoken: boolean; message: string };

/**
 * Reads at the carrier what it knows of the number now, and keeps it with the call as evidence. Errors: NOT_FOUND (account),
 * INVALID_INPUT (the carrier has no such reading), and the carrier's own (CarrierError), after which nothing has changed.
 */
export async function refreshNumber(ctx: Context, { number, accountId }: RefreshNumberInput): Promise<RefreshedNumber> {
  const account = await ctx.carriers.open(accountId);
  const read = account.carrier.readNumbers;
  if (!read)
    throw new AppError(
      "INVALID_INPUT",
      `${account.definition.label} has no reading of single numbers with this account.`,
    );
  const trace: CallTrace = { actorId: ctx.actor.id, isUrgent: true };
  const readings = await withTrace(trace, () => read([number]));
  const reading = readings.find((one) => one.number === number);
  const callId = trace.lastCallId ?? null;
  const webhook = await readWebhookToo(ctx, account.carrier, number, reading);
  const message = describeReading(account.definition.label, reading) + (webhook?.words ?? "");
  await inTransaction(ctx.sql, async (client) => {
    await ensureNumbers(client, [number]);
    if (reading)
      await recordFacts(client, account, [
        {
          number,
          facts: { ...reading.facts, ...webhook?.facts },
          raw: reading.raw,
          callId,
          actorId: ctx.actor.id,
        },
      ]);
    await insertEvents(client, account, [{ number, kind: "checked", message, callId, actorId: ctx.actor.id }]);
    await recordAuditSql(client, ctx.actor, {
      action: "number.refreshed",
      entityType: "number",
      entityId: number,
      summary: message,
      after: { accountId, facts: { ...reading?.facts, ...webhook?.facts } },
    });
  });
  return { hasSpoken: reading?.facts !== undefined, message };
}

/** Where SMS is on, the webhook is read besides; that it cannot be read takes nothing from what was. */
async function readWebhookToo(
  ctx: Context,
  { readWebhook }: Carrier,
  number: PhoneNumber,
  reading: Reading | undefined,
): Promise<{ facts?: ServiceFacts; words: string } | null> {
  if (!readWebhook || reading?.facts?.smsState !== "provisioned") return null;
  try {
    const { facts } = await withTrace({ actorId: ctx.actor.id, isUrgent: true }, () => readWebhook(number));
    return { facts: facts?.webhookUrl === undefined ? undefined : { webhookUrl: facts.webhookUrl }, words: "" };
  } catch (error) {
    if (!(error instanceof CarrierError)) throw error;
    return { words: ` The webhook could not be read: ${error.message}` };
  }
}

function describeReading(carrier: string, reading: Reading | undefined): string {
  if (!reading) return `${carrier} was asked, and its answer does not mention this number.`;
  const words = reading.message ?? (reading.facts ? null : "it shows nothing of this number");
  return words ? `${carrier} was asked: ${words}` : `${carrier} was asked and answered.`;
}
