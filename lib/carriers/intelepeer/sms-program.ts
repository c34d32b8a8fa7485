import { z } from "zod";
import type { PhoneNumber } from "@/lib/domain/phone-number";
import { type OrderProgram, type Reading, type ReadStep, requireDocumented, type WriteOutcome } from "../carrier";
import { decodeJson } from "../decode";
import { GROUP, type IntelepeerClient, readReplyItem, toCallError } from "./client";
import { ACCEPTED_STATES, type SmsAim, toInvalidReading, toSmsReading, toSmsRefusal } from "./mapper";
import {
  acceptedItem,
  decodeStatusList,
  isAbout,
  OTHER_NUMBER,
  readRefusalCode,
  readStatusItem,
  statusAnswer,
  statusItem,
} from "./wire";

const PATH = "/my/did/sms/provision";
/** The page sets no limit; 50 endpoints make a URL of about 1,300 characters, which every server accepts. */
const READ_SIZE = 50;

/** Pages "Enabling SMS for Single Phone Number" and "Disabling a Number": one number per call, DELETE with a body. */
export function createSmsProgram(client: IntelepeerClient, aim: SmsAim): OrderProgram {
  return {
    group: GROUP,
    writeSize: 1,
    readSize: READ_SIZE,
    requiresPrecheck: true,
    pollDelays: [2, 4, 8, 15, 30, 60],
    maxWaitSeconds: 86_400,
    absentReadsToResend: 1,
    expectedWithin: 900,
    expectedWithinTollFree: 86_400,
    params: z.object({}),
    async write({ numbers }) {
      const outcomes = new Map(
        await Promise.all(numbers.map(async (number) => [number, await writeOne(client, aim, number)] as const)),
      );
      return { outcomes, rest: { type: "unclear", message: "Not sent." } };
    },
    read: async ({ numbers, step }) => ({ readings: await readSms(client, numbers, { aim, step }) }),
  };
}

async function writeOne(client: IntelepeerClient, aim: SmsAim, number: PhoneNumber): Promise<WriteOutcome> {
  const reply = await client.call({
    method: aim === "on" ? "POST" : "DELETE",
    path: PATH,
    body: { endpoints: [number] },
    isRead: false,
  });
  const item = readReplyItem(reply);
  if (!isAbout(item, [number])) return { type: "unclear", message: OTHER_NUMBER, raw: item };
  if (reply.status >= 400) return toSmsRefusal(item, reply.status);
  requireDocumented(reply, { statuses: [202], type: "json" });
  const smsState = ACCEPTED_STATES[aim];
  const raw = decodeJson(acceptedItem(smsState), reply, { isWrite: true });
  return { type: "accepted", facts: { smsState }, raw };
}

/** Any number of numbers, in batches, each once. Readings are in the order of the distinct numbers. */
export async function readSms(
  client: IntelepeerClient,
  numbers: readonly PhoneNumber[],
  { aim, step }: { aim: SmsAim; step: ReadStep },
): Promise<Reading[]> {
  const distinct = [...new Set(numbers)];
  const readings: Reading[] = [];
  for (let at = 0; at < distinct.length; at += READ_SIZE) {
    const batch = distinct.slice(at, at + READ_SIZE);
    for (const { number, item, status, callId } of await readBatch(client, batch)) {
      const read = readStatusItem(item);
      const reading = read ? toSmsReading(number, read, { aim, step, status }) : toInvalidReading(number, item);
      readings.push({ ...reading, callId });
    }
  }
  return readings;
}

type Entry = { number: PhoneNumber; item: unknown; status: number | null; callId: string };

/**
 * Page "Checking the SMS Enablement Status": one number → an object, several → 207 and a list in query order. The
 * caller interprets the entries. The status is null for a list, whose entries have their own codes. A number for which the
 * carrier refuses several as a whole is found by halves, so that it holds up none of the others.
 */
async function readBatch(client: IntelepeerClient, batch: readonly PhoneNumber[]): Promise<Entry[]> {
  const query = batch.map((number) => `endpoint=${encodeURIComponent(number)}`).join("&");
  const reply = await client.call({ method: "GET", path: `${PATH}?${query}`, isRead: true });
  const { status, callId } = reply;
  const [number] = batch;
  if (number === undefined) return [];
  if (status === 400 || status === 404) {
    const item = decodeJson(statusItem, reply, { isWrite: false });
    const code = readRefusalCode(item, status);
    // It is about a number only in the carrier's own format; a proxy's page is not.
    if (code === null) throw toCallError(reply, "bad_response");
    if (batch.length === 1) return [{ number, item: { code, ...item }, status, callId }];
    const half = Math.ceil(batch.length / 2);
    return [...(await readBatch(client, batch.slice(0, half))), ...(await readBatch(client, batch.slice(half)))];
  }
  if (status >= 400) throw toCallError(reply);
  if (batch.length === 1 && !/^\s*\[/.test(reply.body) && status !== 207)
    return [{ number, item: decodeJson(statusAnswer, reply, { isWrite: false }), status, callId }];
  const items = decodeStatusList(reply, batch.length, { isWrite: false });
  return batch.map((one, index) => ({ number: one, item: items[index], status: null, callId }));
}
