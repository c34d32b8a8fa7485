import { z } from "zod";
import { parseJson } from "@/lib/domain/parse-json";
import { type PhoneNumber, phoneNumber } from "@/lib/domain/phone-number";
import {
  CarrierError,
  parseItems,
  type Listing,
  type ListingPage,
  type RegisteredNumber,
  requireDocumented,
  toUndocumented,
  trimSlashes,
} from "../carrier";
import { decodeJson } from "../decode";
import type { CarrierHttp, CarrierReply } from "../http";
import { type MessagingAccess, toBasic } from "./settings";
import { errorBody, readCreatedSegment, registeredItem } from "./wire-json";

export const NUMBERS_GROUP = "phone-numbers";
export const MESSAGING_GROUP = "messaging";
const PAGE_SIZE = 1_000;
const MAX_PAGES = 1_000;

type Call = { group: string; method: "GET" | "POST"; path: string; body?: unknown };
type Listed<T> = { items: T[]; odd: unknown[] };
export type MessagingClient = ReturnType<typeof createMessagingClient>;

/** The messaging API (v1). Returns all responses, including rejections; http.ts throws on rate limits. */
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

  /** One page of a list, from 0. `isLast`: it is short and has no next link. */
  async function readPage<T>(
    { group, path, query }: { group: string; path: string; query: string },
    page: number,
    item: z.ZodType<T>,
  ): Promise<Listed<T> & { isLast: boolean }> {
    const reply = await call({ group, method: "GET", path: `${path}?${query}page=${page}&size=${PAGE_SIZE}` });
    if (reply.status >= 400) throw toMessagingError(reply);
    const values = decodeJson(z.array(z.unknown()), reply, { isWrite: false });
    const { items, odd } = parseItems(item, values);
    const hasNext = /rel="?next/.test(reply.headers.link ?? "");
    return { items: [...items], odd: [...odd], isLast: values.length < PAGE_SIZE && !hasNext };
  }

  /** All pages of a list. A page with nothing new ends it too; if it is not the last one, it is odd: what follows is not known. */
  async function listAll<T extends { id: string }>(
    group: string,
    path: string,
    query: string,
    item: z.ZodType<T>,
  ): Promise<Listed<T>> {
    const found = new Map<string, T>();
    const odd = new Map<string, unknown>();
    for (let page = 0; page < MAX_PAGES; page += 1) {
      const parsed = await readPage({ group, path, query }, page, item);
      const before = found.size + odd.size;
      for (const one of parsed.items) found.set(one.id, one);
      for (const one of parsed.odd) odd.set(JSON.stringify(one), one);
      const isRepeated = found.size + odd.size === before;
      if (isRepeated && !parsed.isLast) odd.set("more", "a page that repeats an earlier one, and names a next one");
      if (isRepeated || parsed.isLast) return { items: [...found.values()], odd: [...odd.values()] };
    }
    throw new CarrierError("bad_response", "The carrier's list has too many pages.");
  }

  return {
    call,
    listAll,
    async listRegistered(applicationId?: string): Promise<Listing<RegisteredNumber>> {
      const filter = applicationId === undefined ? "" : `applicationId=${encodeURIComponent(applicationId)}&`;
      const { items, odd } = await listAll(NUMBERS_GROUP, "/phoneNumbers", filter, registeredItem);
      const isElsewhere = (item: RegisteredNumber) =>
        applicationId !== undefined && item.applicationId !== null && item.applicationId !== applicationId;
      return { items: toRegistered(items).filter((item) => !isElsewhere(item)), oddCount: odd.length };
    },
    async listRegisteredPage(page: number): Promise<ListingPage<RegisteredNumber>> {
      const list = { group: NUMBERS_GROUP, path: "/phoneNumbers", query: "" };
      const { items, odd, isLast } = await readPage(list, page, registeredItem);
      const registered = toRegistered(items);
      const known = registered.filter(isRegistered);
      return { items: known, oddCount: odd.length + registered.length - known.length, isLast };
    },
  };
}

/** Specification, numberState: enabled or released. With any other word it is not known whether the number is registered. */
export const isRegistered = ({ state }: RegisteredNumber) => state === null || state.toLowerCase() === "enabled";

const toRegistered = (items: readonly z.output<typeof registeredItem>[]): RegisteredNumber[] =>
  items.flatMap((item) => {
    const number: PhoneNumber | undefined = phoneNumber.safeParse(item.number).data;
    return number === undefined || item.state?.toLowerCase() === "released" ? [] : [{ ...item, number }];
  });

/** This carrier limits sending with 403: `message-rate-limit`, `message-rate-limit-overall`, `message-rate-limit-per-tn`. */
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
  return { code, message: body?.message ?? body?.code ?? `The carrier responded with HTTP ${reply.status}.` };
}

const CREDENTIAL_CODES = new Set(["user-access-denied", "application-access-denied", "401", "403"]);

export function toMessagingError(reply: CarrierReply, { isWrite = false } = {}): CarrierError {
  const { code, message } = readRefusal(reply);
  const isAuth = (reply.status === 401 || reply.status === 403) && CREDENTIAL_CODES.has(code);
  const fault = isAuth ? "auth" : reply.status === 404 ? "not_found" : "rejected";
  // A timeout reported by the carrier leaves a write open.
  const mayHaveHappened = isWrite && reply.status === 408;
  return new CarrierError(fault, message, {
    status: reply.status,
    carrierCode: code,
    callId: reply.callId,
    mayHaveHappened,
  });
}

/**
 * Pages, steps 3 to 5: 201, an empty body or object, and the created ID only in `Location`. Throws `bad_response` for any
 * other success, because it proves nothing.
 */
export function readCreatedId(reply: CarrierReply, collection: "applications" | "messages" | "phoneNumbers"): string {
  requireDocumented(reply, { statuses: [201], type: "json" });
  if (reply.body.trim() !== "") decodeJson(z.looseObject({}), reply, { isWrite: true });
  const id = readCreatedSegment(reply.headers.location, collection);
  if (id !== null) return id;
  throw toUndocumented(reply, "The carrier's response has no created ID in its Location header.");
}
