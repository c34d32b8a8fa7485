import { z } from "zod";
import type { PhoneNumber } from "@/lib/domain/phone-number";
import { explainUnsafeAddress } from "@/lib/domain/web-address";
import { type OrderProgram, type Reading, type ReadStep, requireDocumented, type WriteOutcome } from "../carrier";
import { decodeJson } from "../decode";
import { GROUP, type IntelepeerClient, readReplyText, toCallError } from "./client";
import { describeIntelepeerError } from "./errors";
import { decodeStatusList, readRefusalCode, readStatusItem, readMessage, updatedItem, webhookAnswer } from "./wire";

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
        return { outcomes: new Map(), rest: toRefusal(reply.status, message, { status: reply.status }) };
      }
      requireDocumented(reply, { statuses: [201, 207], type: "json" });
      if (reply.status === 201) {
        const raw = decodeJson(updatedItem, reply, { isWrite: true });
        return { outcomes: new Map(), rest: { type: "confirmed", facts: { webhookUrl: url }, raw } };
      }
      const items = decodeStatusList(reply, numbers.length, { isWrite: true });
      const outcomes = new Map<PhoneNumber, WriteOutcome>();
      for (const [index, number] of numbers.entries()) outcomes.set(number, toOutcome(items[index], url));
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

/** One entry of a 207: only "201 updated" confirms, regardless of the others. */
function toOutcome(raw: unknown, url: string): WriteOutcome {
  if (updatedItem.safeParse(raw).success) return { type: "confirmed", facts: { webhookUrl: url }, raw };
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
  const notYet = step === "poll" ? "unseen" : "absent";
  if (code === 400) {
    const message = readMessage(item) ?? "The carrier responded with 400.";
    return { number, finding: "refused", code: "400", message, isRetryable: false, raw: item };
  }
  if (code === 404) return { number, finding: notYet, facts: { webhookUrl: null }, raw: item };
  if (current === null)
    return { number, finding: "unclear", message: "The carrier's response contains no webhook.", raw: item };
  return { number, finding: current === url ? "done" : notYet, facts: { webhookUrl: current }, raw: item };
}
