import { z } from "zod";
import { parseJson } from "@/lib/domain/parse-json";
import { CarrierError, requireDocumented, trimSlashes } from "../carrier";
import { decodeJson } from "../decode";
import type { CarrierHttp, CarrierReply } from "../http";
import { describeInumberingError } from "./errors";
import type { InumberingSettings } from "./settings";
import { envelope, looseEnvelope } from "./wire";

export const GROUP = "api";

/** `code` is the body's own if there is one; `message` is the carrier's text, or what it sent in its place. */
export type Refusal = {
  code: string;
  message: string;
  reply: CarrierReply;
  /** A write that is answered so may have happened, in part or whole. */
  isOpen: boolean;
};
export type CallResult = { isSuccess: true; reply: CarrierReply } | { isSuccess: false; refusal: Refusal };
export type InumberingClient = ReturnType<typeof createClient>;

/** Every operation is a POST with a trailing slash; the key is in the body (as the page requires) and in the header. */
export function createClient(settings: InumberingSettings, http: CarrierHttp) {
  const base = trimSlashes(settings.INUMBERING_URL);
  const apikey = settings.INUMBERING_APIKEY ?? "";

  async function post(path: string, body: Readonly<Record<string, unknown>>, isRead: boolean): Promise<CallResult> {
    const reply = await http.send({
      group: GROUP,
      method: "POST",
      url: base + path,
      headers: {
        authorization: `Bearer ${apikey}`,
        accept: "application/json",
        "content-type": "application/json",
      },
      body: JSON.stringify({ apikey, ...body }),
      isRead,
      isLimited,
      readStatus,
    });
    return readResult(reply, isRead);
  }

  return {
    read: (path: string, body: Readonly<Record<string, unknown>> = {}) => post(path, body, true),
    write: (path: string, body: Readonly<Record<string, unknown>>) => post(path, body, false),

    /** A read whose "nothing found" is `empty`: the carrier sends it as a success, a 404, a 409 or a 430. */
    async list<T>(path: string, body: Readonly<Record<string, unknown>>, schema: z.ZodType<T>, empty: T): Promise<T> {
      const result = await post(path, body, true);
      if (result.isSuccess) return decodeJson(schema, result.reply, { isWrite: false });
      if (isNothingFound(result.refusal)) return empty;
      throw toFault(result.refusal, { isWrite: false });
    },
  };
}

/** The code may be in the body only, with HTTP 200. */
const isLimited = (reply: CarrierReply) => /"statusCode"\s*:\s*"?429\b/.test(reply.body.slice(0, 2_000));

const readStatus = ({ status, body }: Pick<CarrierReply, "status" | "body">) =>
  Number(/"statusCode"\s*:\s*"?(\d{3})\b/.exec(body.slice(0, 2_000))?.[1] ?? status);

/**
 * Success requires HTTP 2xx (200 for a write), statusCode 200 and status "Success". The specification lists codes as HTTP
 * statuses; the network behind it sends them inside HTTP 200, and rejections of single numbers inside statusCode 200.
 */
function readResult(reply: CarrierReply, isRead: boolean): CallResult {
  if (reply.status >= 400) return { isSuccess: false, refusal: readRefusal(reply) };
  if (!isRead) requireDocumented(reply, { statuses: [200], type: "json" });
  const { statusCode, status } = decodeJson(envelope, reply, { isWrite: !isRead });
  if (statusCode === "200" && status === "Success") return { isSuccess: true, reply };
  return { isSuccess: false, refusal: readRefusal(reply) };
}

/** Field by field: an odd one must not hide what the others say. */
function readRefusal(reply: CarrierReply): Refusal {
  const isHttpError = reply.status >= 400;
  const body = readBody(reply);
  const { statusCode, status, message, error } = looseEnvelope.parse(body);
  // If a body claims success with an HTTP error, the HTTP status is the only code.
  const code = statusCode === null || (isHttpError && statusCode === "200") ? String(reply.status) : statusCode;
  const reason = status === "Error" || status === "Success" ? null : status;
  const texts = [message, reason, error].filter((text) => text !== null);
  const fallback = `The carrier responded with ${isHttpError ? "HTTP" : "code"} ${isHttpError ? reply.status : code}.`;
  const isOpen =
    isOpenCode(code) ||
    texts.some((text) => isOpenText(code, text)) ||
    statusCode === "200" ||
    status === "Success" ||
    showsOrder(body) ||
    (code === FOLDED && (texts.length === 0 || hasList(body)));
  return { code, message: texts[0] ?? fallback, reply, isOpen };
}

function readBody({ body }: CarrierReply): Record<string, unknown> {
  try {
    return z.record(z.string(), z.unknown()).parse(parseJson(body));
  } catch {
    return {};
  }
}

/** The proxy folds whatever the network did not call a success into this code: only its text tells them apart. */
const FOLDED = "409";
/**
 * The network's form of a partial order, `{2=[6123453624 TN is on an existing order]}`, usually with statusCode 200. With any
 * code, it leaves open whether the other numbers were ordered.
 */
const PARTIAL_TEXT = /^\s*\{|on an existing order/i;

const isOpenText = (code: string, text: string) =>
  PARTIAL_TEXT.test(text) || describeInumberingError(code, text)?.mayHaveHappened === true;

const showsOrder = (body: Record<string, unknown>) =>
  Object.entries(body).some(([key, value]) => /^orderId$|success/i.test(key) && Boolean(value));

/** A documented refusal has only texts. A list may be of numbers that were ordered. */
const hasList = (body: Record<string, unknown>) =>
  Object.values(body).some((value) => typeof value === "object" && value !== null);

function isNothingFound({ code, message, reply }: Refusal): boolean {
  if (code === "430" || code === "409") return /no results? found/i.test(message);
  return code === "404" && /"numbers"\s*:\s*"not found"/i.test(reply.body);
}

/** 410 (database) and 411 (unknown error) do not prove that nothing happened. */
const OPEN_CODES = new Set(["408", "410", "411", "419", "425"]);
export const isOpenCode = (code: string) => OPEN_CODES.has(code) || /^5\d\d$/.test(code) || !/^4\d\d$/.test(code);
/** "Unable to complete the request at the moment, please try again." */
const TRANSIENT = "431";

export function toFault({ code, message, reply, isOpen }: Refusal, { isWrite }: { isWrite: boolean }): CarrierError {
  const isPassing = code === TRANSIENT || /^5\d\d$/.test(code);
  const fault =
    code === "401" || code === "403" ? "auth" : code === "404" ? "not_found" : isPassing ? "unavailable" : "rejected";
  return new CarrierError(fault, message, {
    status: reply.status,
    carrierCode: code,
    callId: reply.callId,
    mayHaveHappened: isWrite && isOpen,
  });
}
