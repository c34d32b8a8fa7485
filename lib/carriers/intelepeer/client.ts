import { parseJson } from "@/lib/domain/parse-json";
import { CarrierError, type CarrierFault, isSwitchedOn, trimSlashes } from "../carrier";
import { decodeJson } from "../decode";
import type { CarrierHttp, CarrierReply } from "../http";
import type { IntelepeerSettings } from "./settings";
import { readMessage, type StatusItem, statusItem, tokenReply } from "./wire";

export const GROUP = "api";
/** All calls wait for it. */
const TOKEN_TIMEOUT_MS = 10_000;
const TOKEN_LIFE_MS = 23.5 * 60 * 60 * 1000;

type Call = { method: "GET" | "POST" | "DELETE"; path: string; body?: unknown; isRead: boolean };
export type IntelepeerClient = { call(call: Call): Promise<CarrierReply> };

/**
 * Calls with authentication. With user name and password, a 401 renews the token once per call, because it also means "not
 * your number": a second 401 is the number's response, or `auth` if it is about our credentials. Concurrent callers share one.
 */
export function createClient(settings: IntelepeerSettings, http: CarrierHttp): IntelepeerClient {
  const base = trimSlashes(settings.INTELEPEER_URL);
  const tokens = settings.INTELEPEER_TOKEN === undefined ? createTokenSource(settings, http) : null;
  const prefix = isSwitchedOn(settings.INTELEPEER_BARE_TOKEN) ? "" : "Bearer ";
  const getToken = async () => settings.INTELEPEER_TOKEN ?? (await tokens?.get()) ?? "";

  const send = (token: string, { method, path, body, isRead }: Call) =>
    http.send({
      group: GROUP,
      method,
      url: base + path,
      headers: {
        authorization: prefix + token,
        accept: "application/json",
        ...(body !== undefined && { "content-type": "application/json" }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
      isRead,
    });

  return {
    async call(call) {
      const token = await getToken();
      let reply = await send(token, call);
      if (reply.status === 401 && tokens !== null) {
        tokens.drop(token);
        reply = await send(await getToken(), call);
      }
      // A credentials fault is not the number's result.
      if (isAboutCredentials(reply)) throw toCallError(reply);
      return reply;
    },
  };
}

function createTokenSource(settings: IntelepeerSettings, http: CarrierHttp) {
  let current: { token: Promise<string>; until: number } | null = null;
  let lastToken = "";

  async function authenticate(): Promise<string> {
    const reply = await http.send({
      group: GROUP,
      method: "POST",
      url: settings.INTELEPEER_AUTH_URL ?? "",
      headers: { "content-type": "application/json", accept: "application/json" },
      body: JSON.stringify({ username: settings.INTELEPEER_USERNAME, password: settings.INTELEPEER_PASSWORD }),
      isRead: true,
      timeoutMs: TOKEN_TIMEOUT_MS,
      readToken,
    });
    if (reply.status >= 400)
      throw new CarrierError("auth", readReplyText(reply) ?? `Authentication was rejected (HTTP ${reply.status}).`, {
        status: reply.status,
        callId: reply.callId,
      });
    lastToken = decodeJson(tokenReply, reply, { isWrite: false }).token;
    return lastToken;
  }

  function begin(): Promise<string> {
    const mine = { token: authenticate(), until: Date.now() + TOKEN_LIFE_MS };
    current = mine;
    mine.token.catch(() => {
      if (current === mine) current = null;
    });
    return mine.token;
  }

  return {
    get(): Promise<string> {
      if (!current || Date.now() >= current.until) return begin();
      // The caller that started it may be paused while others are not: a probe is sent anyway.
      return current.token.catch((error: unknown) => {
        if (error instanceof CarrierError && error.fault === "paused") return begin();
        throw error;
      });
    },
    /** Drops only the rejected token: another caller may have renewed it meanwhile. */
    drop(token: string) {
      if (token === lastToken) {
        current = null;
        lastToken = "";
      }
    },
  };
}

function readToken({ body }: Pick<CarrierReply, "body">): string | null {
  try {
    return tokenReply.safeParse(parseJson(body)).data?.token ?? null;
  } catch {
    return null;
  }
}

/** The known responses for rejected credentials; any other 401 is about the number or the account. */
const isAboutCredentials = (reply: CarrierReply) =>
  reply.status === 401 && /^unauthori[sz]ed$|^token has expired$/i.test(readReplyText(reply)?.trim() ?? "");

export function readReplyText(reply: CarrierReply): string | null {
  try {
    return readMessage(parseJson(reply.body));
  } catch {
    return null;
  }
}

/** Null if the body has another format. */
export function readReplyItem(reply: CarrierReply): StatusItem | null {
  try {
    return statusItem.safeParse(parseJson(reply.body)).data ?? null;
  } catch {
    return null;
  }
}

/** A rejection of the whole call that says nothing about a single number. */
export function toCallError(reply: CarrierReply, fault = chooseFault(reply.status)): CarrierError {
  return new CarrierError(fault, readReplyText(reply) ?? `The carrier responded with HTTP ${reply.status}.`, {
    status: reply.status,
    carrierCode: String(reply.status),
    callId: reply.callId,
  });
}

const chooseFault = (status: number): CarrierFault =>
  status === 401 || status === 403 ? "auth" : status === 404 ? "not_found" : "rejected";
