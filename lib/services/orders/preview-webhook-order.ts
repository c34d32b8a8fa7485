import "server-only";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/domain/errors";
import { SMS_LOOKS } from "@/lib/domain/service-labels";
import { groupVerdicts, preflightInput, type Preflight, type PreflightVerdict } from "@/lib/domain/preflight";
import { type KnownNumber, type OpenOrder, readKnownNumbers } from "./preview-known-numbers";

export const webhookCheckInput = preflightInput.extend({ url: z.string().trim().max(2_000) });
export type WebhookCheckInput = z.output<typeof webhookCheckInput>;

type Judgement = { verdict: PreflightVerdict; order?: OpenOrder };

/**
 * Dry run of setting the webhook of numbers, from the database alone. Errors: NOT_FOUND (account), INVALID_INPUT (the carrier has no
 * webhooks per number).
 */
export async function checkWebhookOrder(
  ctx: Context,
  { accountId, numbers, url }: WebhookCheckInput,
): Promise<Preflight> {
  const account = await ctx.carriers.open(accountId);
  const carrier = account.definition.label;
  if (!account.carrier.programs["webhook-set"])
    throw new AppError("INVALID_INPUT", `${carrier} has no webhooks for single numbers.`);
  const distinct = [...new Set(numbers)];
  const find = await readKnownNumbers(ctx.sql, accountId, distinct);
  const entries = distinct.map((number) => ({ number, ...judge(find(number), url, carrier) }));
  return { groups: groupVerdicts(entries), notes: [] };
}

function judge(known: KnownNumber, url: string, carrier: string): Judgement {
  if (known.ownership === "gone")
    return give("fail", "gone", "No longer yours", `${carrier} no longer lists these in this account.`);
  const open = known.openOrders.find(({ kind }) => kind === "webhook-set" || kind === "sms-disable");
  if (open)
    return {
      ...give("unknown", "open-order", "In an open order", "Whichever ends last wins; wait for it to settle."),
      order: open,
    };
  if (known.smsState === null || known.smsState === "unknown")
    return give(
      "unknown",
      "never-read",
      "SMS not known",
      `A webhook can be set only where SMS is on; we do not know that of these. ${carrier} answers for each.`,
      true,
    );
  if (known.smsState === "not-found")
    return give(
      "fail",
      "not-found",
      SMS_LOOKS["not-found"].label,
      `${carrier} takes a webhook only where SMS is on. It does not list these: SMS is off there, or the numbers are not ours.`,
    );
  if (known.smsState !== "provisioned")
    return give(
      "fail",
      "sms-off",
      "SMS is not on",
      `${carrier} takes a webhook only where SMS is on. Switch it on first.`,
    );
  if (known.webhookUrl === url)
    return give("same", "set", "Set to this already", `${carrier} named this address for these.`);
  if (known.webhookUrl !== null)
    return give("change", "other", "Set to another address", "Messages go to the new address from then on.", true);
  return give(
    "change",
    "none",
    "None known",
    "No webhook is known of these; their messages then go to this address.",
    true,
  );
}

const give = (
  outcome: PreflightVerdict["outcome"],
  code: string,
  title: string,
  explanation: string,
  isIncluded = false,
): Judgement => ({ verdict: { outcome, code, title, explanation, isIncluded } });
