import { z } from "zod";
import { parseJson } from "@/lib/domain/parse-json";
import { type PhoneNumber, phoneNumber } from "@/lib/domain/phone-number";
import { CarrierError, type RegisteredNumber, trimSlashes } from "../carrier";
import { decodeJson } from "../decode";
import type { CarrierHttp, CarrierReply } from "../http";
import { type MessagingAccess, toBasic } from "./settings";
import { errorBody, readLastSegment, registeredItem } from "./wire-json";

export const NUMBERS_GROUP = "phone-numbers";
export const MESSAGING_GROUP = "messaging";
const PAGE_SIZE = 1_000;
const MOST_PAGES = 1_000;

type Call = { group: string; method: "GET" | "POST"; path: string; body?: unknown };
export type MessagingClient = ReturnType<typeof createMessagingClient>;

/** The messaging API (v1). Answers are returned as they are, refusals included; limits are thrown by the HTTP door. */
export function createMessagingClient(address: string, { userId, token, secret }: MessagingAccess, http: CarrierHttp) {
  const base = `${trimSlashes(address)}/users/${encodeURIComponent(userId)}`;
  const authorization = toBasic(token, secret);

  const call = ({ group, method, path, body }: Call) =>
    http.send({
      group,
      method,
      url: base + path,
      headers: {
        authorization,
        accept: "application/json",
        ...(body !== undefined && { "content-type": "application/json; charset=utf-8" }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
      isRead: method === "GET",
      isLimited,
    });

  /** All pages of a list. Ends with a page that is short and names no next one, or that shows nothing new. */
  async function listAll<T extends { id: string }>(group: string, path: string, query: string, item: z.ZodType<T>) {
    const found = new Map<string, T>();
    for (let page = 0; page < MOST_PAGES; page += 1) {
      const reply = await call({ group, method: "GET", path: `${path}?${query}page=${page}&size=${PAGE_SIZE}` });
      if (reply.status >= 400) throw toMessagingError(reply);
      const items = decodeJson(z.array(item), reply, { isWrite: false });
      const before = found.size;
      for (const one of items) found.set(one.id, one);
      const hasNext = /rel="?next/.test(reply.headers.link ?? "");
      if (found.size === before || (items.length < PAGE_SIZE && !hasNext)) return [...found.values()];
    }
    throw new CarrierError("bad_response", "The carrier's list does not end.");
  }

  return {
    call,
    listAll,
    async listRegistered(applicationId?: string): Promise<RegisteredNumber[]> {
      const filter = applicationId === undefined ? "" : `applicationId=${encodeURIComponent(applicationId)}&`;
      const items = await listAll(NUMBERS_GROUP, "/phoneNumbers", filter, registeredItem);
      return items.flatMap((item) => {
        const number: PhoneNumber | undefined = phoneNumber.safeParse(item.number).data;
        const isElsewhere =
          applicationId !== undefined && item.applicationId !== null && item.applicationId !== applicationId;
        return number === undefined || isElsewhere || item.state === "released" ? [] : [{ ...item, number }];
      });
    },
  };
}

/** Sending is limited by a 403 at this carrier: `message-rate-limit`, `message-rate-limit-overall`, `message-rate-limit-per-tn`. */
const isLimited = (reply: CarrierReply) =>
  reply.status === 403 && /"code"\s*:\s*"[a-z-]*rate-limit[a-z-]*"/.test(reply.body);

export function readRefusal(reply: CarrierReply): { code: string; message: string } {
  let body: z.output<typeof errorBody> | undefined;
  try {
    body = errorBody.safeParse(parseJson(reply.body)).data;
  } catch {
    body = undefined;
  }
  const code = body?.code ?? String(reply.status);
  return { code, message: body?.message ?? body?.code ?? `The carrier answered HTTP ${reply.status}.` };
}

const CREDENTIAL_CODES = new Set(["user-access-denied", "application-access-denied", "401", "403"]);

export function toMessagingError(reply: CarrierReply, { isWrite = false } = {}): CarrierError {
  const { code, message } = readRefusal(reply);
  const isAuth = (reply.status === 401 || reply.status === 403) && CREDENTIAL_CODES.has(code);
  const fault = isAuth ? "auth" : reply.status === 404 ? "not_found" : "rejected";
  // A time-out that the carrier itself reports leaves a write open.
  const mayHaveHappened = isWrite && reply.status === 408;
  return new CarrierError(fault, message, {
    status: reply.status,
    carrierCode: code,
    callId: reply.callId,
    mayHaveHappened,
  });
}

/** The id of what was created stands in `Location` only. */
export function readCreatedId(reply: CarrierReply): string {
  const id = readLastSegment(reply.headers.location);
  if (id !== null) return id;
  throw new CarrierError("bad_response", "The carrier created it, but did not say under which id.", {
    status: reply.status,
    callId: reply.callId,
    mayHaveHappened: true,
  });
}
