import type { z } from "zod";
import { parseJson } from "@/lib/domain/parse-json";
import { CarrierError, requireDocumented, trimSlashes } from "../carrier";
import { decodeJson } from "../decode";
import type { CarrierHttp, CarrierReply } from "../http";
import type { InumberingSettings } from "./settings";
import { envelope, looseEnvelope } from "./wire";

export const GROUP = "api";

/** `code` is the body's own if there is one; `words` is the carrier's text. */
export type Refusal = { code: string; message: string; reply: CarrierReply };
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
  const { statusCode, status, message } = decodeJson(envelope, reply, { isWrite: !isRead });
  if (statusCode === "200" && status === "Success") return { isSuccess: true, reply };
  const text = message ?? status ?? `The carrier responded with code ${statusCode}.`;
  return { isSuccess: false, refusal: { code: statusCode, message: text, reply } };
}

function readRefusal(reply: CarrierReply): Refusal {
  const fallback = { code: String(reply.status), message: `The carrier responded with HTTP ${reply.status}.`, reply };
  try {
    const body = looseEnvelope.parse(parseJson(reply.body));
    const status = body.status === "Error" || body.status === "Success" ? null : body.status;
    // If a body claims success with an HTTP error, the HTTP status is the only code.
    const code = body.statusCode === undefined || body.statusCode === "200" ? fallback.code : body.statusCode;
    return { code, message: body.message ?? status ?? body.error ?? fallback.message, reply };
  } catch {
    return fallback;
  }
}

function isNothingFound({ code, message, reply }: Refusal): boolean {
  if (code === "430" || code === "409") return /no results? found/i.test(message);
  return code === "404" && /"numbers"\s*:\s*"not found"/i.test(reply.body);
}

/** 410 (database) and 411 (unknown error) do not prove that nothing happened. */
const OPEN_CODES = new Set(["408", "410", "411", "419", "425"]);
export const isOpenCode = (code: string) => OPEN_CODES.has(code) || /^5\d\d$/.test(code) || !/^4\d\d$/.test(code);
/** "Unable to complete the request at the moment, please try again." */
const TRANSIENT = "431";

export function toFault({ code, message, reply }: Refusal, { isWrite }: { isWrite: boolean }): CarrierError {
  const isPassing = code === TRANSIENT || /^5\d\d$/.test(code);
  const fault =
    code === "401" || code === "403" ? "auth" : code === "404" ? "not_found" : isPassing ? "unavailable" : "rejected";
  return new CarrierError(fault, message, {
    status: reply.status,
    carrierCode: code,
    callId: reply.callId,
    mayHaveHappened: isWrite && isOpenCode(code),
  });
}
