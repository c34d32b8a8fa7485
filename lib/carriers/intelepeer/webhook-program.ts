import { z } from "zod";
import type { PhoneNumber } from "@/lib/domain/phone-number";
import { explainUnsafeAddress } from "@/lib/domain/web-address";
import { type OrderProgram, type Reading, type ReadStep, requireDocumented, type WriteOutcome } from "../carrier";
import { decodeJson } from "../decode";
import { GROUP, type IntelepeerClient, readReplyItem, readReplyText, toCallError } from "./client";
import { describeIntelepeerError } from "./errors";
import {
  decodeStatusList,
  explainMismatch,
  isAbout,
  OTHER_NUMBER,
  readRefusalCode,
  readStatusItem,
  readMessage,
  hasOtherContent,
  updatedItem,
  webhookAnswer,
} from "./wire";

const PATH = "/my/did/sms/webhook";
const params = z.object({
  url: z.string().superRefine((text, issues) => {
    const unsafe = explainUnsafeAddress(text);
    if (unsafe !== null) issues.addIssue({ code: "custom", message: `The webhook URL ${unsafe}.` });
  }),
});

/** An order placed under older rules is carried out as placed. */
const storedParams = z.object({ url: z.string() });

/** Page "Receiving SMS Messages": one POST for many numbers, 201, or 207 with a list in their order. */
export function createWebhookProgram(client: IntelepeerClient): OrderProgram {
  return {
    group: GROUP,
    writeSize: 50,
    readSize: 1,
    requiresPrecheck: false,
    pollDelays: [2, 5, 15, 60],
    maxWaitSeconds: 600,
    absentReadsToResend: 1,
    expectedWithin: 300,
    params,
    async write({ numbers, params: input }) {
      const { url } = storedParams.parse(input);
      const reply = await client.call({
        method: "POST",
        path: PATH,
        body: { endpoints: numbers, webhook: url },
        isRead: false,
      });
      if (reply.status >= 400) {
        const message = readReplyText(reply) ?? `The carrier responded with HTTP ${reply.status}.`;
        const item = readReplyItem(reply);
        const doubt = isAbout(item, numbers) ? explainMismatch(item?.code, reply.status) : OTHER_NUMBER;
        if (doubt !== null)
          return { outcomes: new Map(), rest: { type: "unclear", message: `${doubt} ${message}`, raw: item } };
        return { outcomes: new Map(), rest: toRefusal(reply.status, message, { status: reply.status }) };
      }
      requireDocumented(reply, { statuses: [201, 207], type: "json" });
      if (reply.status === 201) {
        const raw = decodeJson(updatedItem, reply, { isWrite: true });
        return { outcomes: new Map(), rest: toUpdated(raw, numbers, url) };
      }
      const items = decodeStatusList(reply, numbers.length, { isWrite: true });
      const outcomes = new Map<PhoneNumber, WriteOutcome>();
      for (const [index, number] of numbers.entries()) outcomes.set(number, toOutcome(items[index], number, url));
      return { outcomes, rest: { type: "unclear", message: "Not mentioned by the carrier." } };
    },
    async read({ numbers, params: input, step }) {
      const { url } = storedParams.parse(input);
      const readings: Reading[] = [];
      for (const number of new Set(numbers)) readings.push(await readOne(client, number, url, step));
      return { readings };
    },
  };
}

/** A "201 updated" confirms only if it says nothing else: an error, a list of some of the numbers, another webhook. */
function toUpdated(raw: z.output<typeof updatedItem>, numbers: readonly PhoneNumber[], url: string): WriteOutcome {
  const isPlain = isAbout(raw, numbers) && !hasOtherContent(raw, ["code", "webhook"]) && (raw.webhook ?? url) === url;
  if (isPlain) return { type: "confirmed", facts: { webhookUrl: url }, raw };
  const message = readMessage(raw) ?? `The carrier's 201 says more than that: ${JSON.stringify(raw).slice(0, 200)}`;
  return { type: "unclear", message, raw };
}

/** One entry of a 207: only "201 updated" confirms, regardless of the others. */
function toOutcome(raw: unknown, number: PhoneNumber, url: string): WriteOutcome {
  if (!isAbout(raw, [number])) return { type: "unclear", message: OTHER_NUMBER, raw };
  const updated = updatedItem.safeParse(raw);
  if (updated.success) return toUpdated(updated.data, [number], url);
  const code = readStatusItem(raw)?.code;
  if (code === undefined)
    return {
      type: "unclear",
      message: "The carrier's entry for this number has an unexpected format.",
      raw,
    };
  return toRefusal(code, readMessage(raw) ?? `The carrier responded with ${code}.`, raw);
}

function toRefusal(code: number, message: string, raw: unknown): WriteOutcome {
  if ([400, 401, 403, 404, 413, 415, 422].includes(code))
    return {
      type: "failed",
      code: String(code),
      message,
      isRetryable: describeIntelepeerError(String(code), message)?.isRetryable ?? false,
      raw,
    };
  return { type: "unclear", code: String(code), message, raw };
}

/** Whatever webhook is set. */
export const readWebhook = (client: IntelepeerClient, number: PhoneNumber) => readOne(client, number, null, "settle");

/** This GET is undocumented; its format follows the status GET. */
async function readOne(
  client: IntelepeerClient,
  number: PhoneNumber,
  url: string | null,
  step: ReadStep,
): Promise<Reading> {
  const reply = await client.call({
    method: "GET",
    path: `${PATH}?endpoint=${encodeURIComponent(number)}`,
    isRead: true,
  });
  if (reply.status >= 400 && reply.status !== 404 && reply.status !== 400) throw toCallError(reply);
  const { item, url: current } = decodeJson(webhookAnswer, reply, { isWrite: false });
  const code = readRefusalCode(item, reply.status);
  if (code === null) throw toCallError(reply, "bad_response");
  const text = readMessage(item);
  const unclear = (message: string): Reading => ({ number, finding: "unclear", message, raw: item });
  if (!isAbout(item, [number])) return unclear(OTHER_NUMBER);
  const mismatch = explainMismatch(item.code, reply.status);
  if (mismatch !== null) return unclear(text === null ? mismatch : `${mismatch} ${text}`);
  const notYet = step === "poll" ? "unseen" : "absent";
  if (code === 400) {
    const message = text ?? "The carrier responded with 400.";
    return { number, finding: "refused", code: "400", message, isRetryable: false, raw: item };
  }
  if (code === 404) return { number, finding: notYet, facts: { webhookUrl: null }, raw: item };
  if (text !== null) return unclear(text);
  if (current === null) return unclear("The carrier's response contains no webhook.");
  return { number, finding: current === url ? "done" : notYet, facts: { webhookUrl: current }, raw: item };
}
