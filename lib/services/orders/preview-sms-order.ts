import "server-only";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/domain/errors";
import { isTollFree, type PhoneNumber } from "@/lib/domain/phone-number";
import { SMS_LOOKS } from "@/lib/domain/service-labels";
import { groupVerdicts, preflightInput, type Preflight, type PreflightVerdict } from "@/lib/domain/preflight";
import { type KnownNumber, type OpenOrder, readKnownNumbers } from "./preview-known-numbers";

export const smsCheckInput = preflightInput.extend({ kind: z.enum(["sms-enable", "sms-disable"]) });
export type SmsCheckInput = z.output<typeof smsCheckInput>;

type Judgement = { verdict: PreflightVerdict; order?: OpenOrder };

/**
 * Dry run of switching SMS on or off, from the database alone: nothing is asked of the carrier and nothing is sent.
 * Errors: NOT_FOUND (account), INVALID_INPUT (the carrier does not offer it).
 */
export async function checkSmsOrder(ctx: Context, { accountId, kind, numbers }: SmsCheckInput): Promise<Preflight> {
  const account = await ctx.carriers.open(accountId);
  if (!account.carrier.programs[kind])
    throw new AppError("INVALID_INPUT", `${account.definition.label} does not switch SMS on or off.`);
  const distinct = [...new Set(numbers)];
  const find = await readKnownNumbers(ctx.sql, accountId, distinct);
  const judge = kind === "sms-enable" ? judgeEnabling : judgeDisabling;
  const entries = distinct.map((number) => ({ number, ...judge(find(number), account.definition.label) }));
  return { groups: groupVerdicts(entries), notes: kind === "sms-enable" ? noteTollFree(distinct) : [] };
}

function noteTollFree(numbers: readonly PhoneNumber[]) {
  const count = numbers.filter(isTollFree).length;
  const message = "Toll-free: switching SMS on may take a day or longer, above all for numbers of another RespOrg.";
  return count === 0 ? [] : [{ code: "toll-free", message, count }];
}

function judgeEnabling(known: KnownNumber, carrier: string): Judgement {
  const common = judgeOpenOrders(known, "sms-enable", carrier) ?? judgeOwnership(known, carrier);
  if (common) return common;
  switch (known.smsState) {
    case "provisioned":
      return same(
        "on",
        "Already on",
        `${carrier} reported SMS as on. Including them asks the carrier again and sends nothing where that still holds.`,
      );
    case "requested":
    case "provisioning":
      return same("in-progress", "Being switched on", `${carrier} is already at work on these.`);
    case "derequested":
    case "deprovisioning":
      return change(
        "turning-off",
        "Being switched off",
        `${carrier} is still switching these off; they go on once that is over.`,
      );
    case "error":
      return change(
        "retry",
        "Failed before",
        `${carrier} reported an error for these last time; switching on again is the cure.`,
      );
    case "none":
      return change("no-state", "No SMS state reported", `${carrier} lists these and reported no SMS state.`);
    case "not-found":
      return notFound(
        carrier,
        "Which of the two only the order shows: it fails, in the carrier's words, where a number is not ours.",
        true,
      );
    default:
      return neverRead(carrier);
  }
}

function judgeDisabling(known: KnownNumber, carrier: string): Judgement {
  const common = judgeOpenOrders(known, "sms-disable", carrier) ?? judgeOwnership(known, carrier);
  if (common) return common;
  switch (known.smsState) {
    case "provisioned":
      return change("on", "On", `${carrier} reported SMS as on. Messages to and from these numbers stop.`);
    case "requested":
    case "provisioning":
      return change(
        "turning-on",
        "Being switched on",
        `${carrier} is still switching these on; they go off once that is over.`,
      );
    case "derequested":
    case "deprovisioning":
      return same("in-progress", "Being switched off", `${carrier} is already at work on these.`);
    case "error":
      return fail(
        "error",
        "In error",
        `${carrier} switches SMS off only where it is on; these are in the state “error”.`,
      );
    case "not-found":
      return notFound(
        carrier,
        "Either way there is nothing to switch off. Including them asks the carrier again and sends nothing where that still holds.",
        false,
      );
    case "none":
      return same(
        "no-state",
        "No SMS state reported",
        `${carrier} lists these and reported no SMS state. Including them asks the carrier again and sends nothing where that still holds.`,
      );
    default:
      return neverRead(carrier);
  }
}

function judgeOpenOrders({ openOrders }: KnownNumber, kind: SmsCheckInput["kind"], carrier: string): Judgement | null {
  const equal = openOrders.find((order) => order.kind === kind);
  if (equal)
    return {
      ...same(
        "open-order",
        "In an open order",
        "An order for the same is not settled yet. Including them may repeat it.",
      ),
      order: equal,
    };
  const opposite = openOrders.find((order) => order.kind === "sms-enable" || order.kind === "sms-disable");
  if (!opposite) return null;
  const explanation = `An open order asks ${carrier} for the opposite. Whichever ends last wins; wait for it to settle.`;
  return {
    verdict: {
      outcome: "unknown",
      code: "opposite-order",
      title: "In an opposite order",
      explanation,
      isIncluded: false,
    },
    order: opposite,
  };
}

const judgeOwnership = ({ ownership }: KnownNumber, carrier: string): Judgement | null =>
  ownership === "gone" ? fail("gone", "No longer yours", `${carrier} no longer lists these in this account.`) : null;

const neverRead = (carrier: string): Judgement => ({
  verdict: {
    outcome: "unknown",
    code: "never-read",
    title: "Not known yet",
    explanation: `We have not read these at ${carrier}. The order reads each one there first and sends only where something is to be done.`,
    isIncluded: true,
  },
});

/** IntelePeer's 404 does not tell a number that is off from one that is not ours, so neither is said. */
const notFound = (carrier: string, rest: string, isIncluded: boolean): Judgement => ({
  verdict: {
    outcome: "unknown",
    code: "not-found",
    title: SMS_LOOKS["not-found"].label,
    explanation: `${carrier} does not list these: SMS is off there, or the numbers are not ours. ${rest}`,
    isIncluded,
  },
});

const change = (code: string, title: string, explanation: string): Judgement => ({
  verdict: { outcome: "change", code, title, explanation, isIncluded: true },
});
const same = (code: string, title: string, explanation: string): Judgement => ({
  verdict: { outcome: "same", code, title, explanation, isIncluded: false },
});
const fail = (code: string, title: string, explanation: string): Judgement => ({
  verdict: { outcome: "fail", code, title, explanation, isIncluded: false },
});
