import { Agent, type Dispatcher, request as undiciRequest } from "undici";
import { cleanText } from "@/lib/domain/clean-text";
import { checkBeforeSend } from "./before-leaving";
import { CarrierError } from "./carrier-error";
import { isPrivateHost, lookupPublic, PRIVATE_HOST } from "./host-guard";
import { readRateReset } from "./rate-reset";
import { createRedactor, type Redactor } from "./redact";
import { readHealth, type CallEnd } from "./call-health";
import { currentTrace, noteCall, type CallTrace } from "./trace";

/** Calls that share one rate allowance at the carrier. */
export type EndpointGroups = Readonly<Record<string, { label: string; perSecond: number; burst: number }>>;

export type CarrierRequest = {
  group: string;
  method: "GET" | "POST" | "DELETE";
  url: string;
  headers?: Readonly<Record<string, string>>;
  body?: string;
  /** A read changes nothing at the carrier: it can be retried, and a lost response is harmless. */
  isRead: boolean;
  /** Timeout of the whole call in ms; default 30,000 for a read, 20,000 for a write (less than its lease). */
  timeoutMs?: number;
  /** Maximum response size in bytes; default 16 MiB. */
  maxBytes?: number;
  /** For limits without 429 (Bandwidth messaging: 403 `message-rate-limit`). */
  isLimited?: (reply: CarrierReply) => boolean;
  /** For bodies with a status that overrides the HTTP one. */
  readStatus?: (reply: Pick<CarrierReply, "status" | "body">) => number;
  /** A token granted by the response; redacted like a secret from this response on. */
  readToken?: (reply: Pick<CarrierReply, "status" | "body">) => string | null;
};

/** Header names are lower case. */
export type CarrierReply = { status: number; headers: Readonly<Record<string, string>>; body: string; callId: string };

export type RecordedCall = {
  id: string;
  group: string;
  trace: CallTrace;
  method: string;
  url: string;
  requestHeaders: Record<string, string>;
  requestBody: string | null;
  status: number | null;
  responseHeaders: Record<string, string> | null;
  responseBody: string | null;
  fault: string | null;
  startedAt: Date;
  durationMs: number;
};

/** Permission to send one request now. */
export type Slot = {
  /** Checked right before the request is written: false if the carrier has rate-limited another call meanwhile. */
  mayLeave(): boolean;
  /** No other call of this process is sent before `until` (epoch ms). */
  pause(until: number): void;
  /** The response has arrived or will not: until then the call counts as in flight. */
  end(): void;
};
/** The carrier rate-limited a call sent at `sentAt` and allows the next at `until`; both in epoch ms. */
export type Refusal = { until: number; sentAt: number; message: string };

/** What http.ts needs from its surroundings: jobs and services use PostgreSQL, tests use memory. */
export type CarrierPorts = {
  newId(): string;
  /** Resolves when the account's allowance for the group has a free slot for this call. */
  takeSlot(group: string, trace: CallTrace, request: Pick<CarrierRequest, "isRead">): Promise<Slot>;
  /** Pauses the calls of all processes; those of this process at once. */
  refuse(group: string, refusal: Refusal): Promise<void>;
  /** Called when an exchange begins; the returned function is called with how it ended, null if it was not sent. */
  watchCall?(
    trace: CallTrace,
    request: Pick<CarrierRequest, "isRead">,
  ): (end: (CallEnd & { callId: string }) | null) => void;
  /** Stores the redacted exchange before its result is used. */
  recordCall(call: RecordedCall): Promise<void>;
};

export type CarrierHttp = {
  /**
   * One exchange. Returns every response below 500 that is no rate limit; the carrier's own code interprets it.
   * Throws CarrierError: `rate_limited` (with `resetAt`), `unavailable`, `bad_response`.
   */
  send(request: CarrierRequest): Promise<CarrierReply>;
  /** Hides the account's credentials in all text that is stored or passed on. */
  redactor: Redactor;
};

const STORED_BODY_LIMIT = 64 * 1024;
/** Redaction must see a secret completely if it starts within the stored part. */
const READ_FOR_STORE = 2 * STORED_BODY_LIMIT;
const READ_TRIES = 3;
const MAX_READ_WAIT_MS = 10_000;
const DEFAULT_BLOCK_MS = 2_000;
/** The reset time may be only in the body. */
const UNTIL_BODY_MS = 250;
const NEVER_SENT = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
  PRIVATE_HOST,
  // The handshake failed before any byte of the request was sent.
  "CERT_HAS_EXPIRED",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "SELF_SIGNED_CERT_IN_CHAIN",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
  "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
  "ERR_TLS_CERT_ALTNAME_INVALID",
]);

export function createHttp(
  ports: CarrierPorts,
  {
    secretValues,
    connectTimeoutMs = 5_000,
    timeoutMs = 30_000,
    allowPrivateHosts = false,
    resolve,
  }: {
    secretValues: readonly string[];
    connectTimeoutMs?: number;
    timeoutMs?: number;
    allowPrivateHosts?: boolean;
    /** Resolves host names; default `dns.lookup`. */
    resolve?: Parameters<typeof lookupPublic>[0];
  },
): CarrierHttp {
  const agent = new Agent({
    connect: { timeout: connectTimeoutMs, ...(!allowPrivateHosts && { lookup: lookupPublic(resolve) }) },
    connections: 128,
    pipelining: 1,
    keepAliveTimeout: 4_000,
  });
  const redactor = createRedactor(secretValues);

  async function exchange(request: CarrierRequest): Promise<CarrierReply> {
    const trace = currentTrace();
    // Literal addresses are not looked up.
    if (!allowPrivateHosts && isPrivateHost(request.url)) throw privateHost();
    const slot = await ports.takeSlot(request.group, trace, request);
    const endWatch = ports.watchCall?.(trace, request);
    let startedAt = new Date();
    let started = performance.now();
    const beforeLeaving = () => {
      if (!request.isRead && trace.writeBefore !== undefined && Date.now() > trace.writeBefore)
        throw new NotSent(
          new CarrierError("unavailable", "Not sent: timed out waiting for a rate slot.", { mayHaveHappened: false }),
        );
      if (!slot.mayLeave()) throw new NotSent(null);
      startedAt = new Date();
      started = performance.now();
    };
    const outcome = await exchangeOnce(
      checkBeforeSend(agent, beforeLeaving),
      limitTime({ timeoutMs, ...request }, trace),
      slot,
    ).then(
      (reply) => ({ reply, fault: null }),
      (error: unknown) => ({ reply: null, fault: error instanceof NotSent ? error : toFault(error, request) }),
    );
    slot.end();
    if (outcome.fault instanceof NotSent) {
      endWatch?.(null);
      if (outcome.fault.why) throw outcome.fault.why;
      return exchange(request);
    }
    const id = ports.newId();
    const token = outcome.reply && request.readToken?.(outcome.reply);
    if (token) redactor.addToken(token);
    const keepText = (text: string) => redactor.redactText(text.slice(0, READ_FOR_STORE)).slice(0, STORED_BODY_LIMIT);
    const refusal = outcome.reply && readRefusal(outcome.reply, request, startedAt.getTime());
    const end = readHealth(outcome.reply ?? outcome.fault, request, refusal !== null);
    noteCall(id, end);
    endWatch?.({ ...end, callId: id });
    const refused = refusal && ports.refuse(request.group, refusal);
    const recorded = ports.recordCall({
      id,
      group: request.group,
      trace,
      method: request.method,
      url: redactor.redactUrl(request.url),
      requestHeaders: redactor.redactHeaders(request.headers ?? {}),
      requestBody: request.body === undefined ? null : keepText(request.body),
      status: outcome.reply?.status ?? null,
      responseHeaders: outcome.reply && redactor.redactHeaders(outcome.reply.headers),
      responseBody: outcome.reply && keepText(outcome.reply.body),
      fault: outcome.fault && redactor.redactText(outcome.fault.message),
      startedAt,
      durationMs: Math.round(performance.now() - started),
    });
    await Promise.all([recorded, refused]);
    if (outcome.fault) throw withCall(outcome.fault, id);
    if (refusal)
      throw new CarrierError("rate_limited", refusal.message, {
        status: outcome.reply.status,
        resetAt: refusal.until,
        callId: id,
      });
    return checkReply({ ...outcome.reply, callId: id }, request);
  }

  function checkReply(reply: CarrierReply, request: CarrierRequest): CarrierReply {
    const { status, callId } = reply;
    if (status >= 500)
      throw new CarrierError("unavailable", `The carrier responded with HTTP ${status}.`, {
        status,
        callId,
        mayHaveHappened: !request.isRead,
      });
    if (status >= 300 && status < 400)
      throw new CarrierError(
        "bad_response",
        `The carrier responded with a redirect (HTTP ${status}), which is not followed.`,
        {
          status,
          callId,
          mayHaveHappened: !request.isRead,
        },
      );
    return reply;
  }

  async function send(request: CarrierRequest): Promise<CarrierReply> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await exchange(request);
      } catch (error) {
        const wait = error instanceof CarrierError && request.isRead ? waitBeforeRetry(error, tries) : null;
        if (wait === null) throw error;
        await new Promise((resolve) => setTimeout(resolve, wait));
      }
    }
  }

  return { send, redactor };
}

/** Besides 429, a 403 with a reset time is a rate limit, unless its headers say that calls are left. */
const isLimit = (reply: Omit<CarrierReply, "callId">, request: CarrierRequest): boolean =>
  reply.status === 429 ||
  (reply.status === 403 &&
    !(Number(reply.headers["x-ratelimit-remaining"]) > 0) &&
    readRateReset(reply.headers, Date.now()) !== undefined) ||
  (request.isLimited?.({ ...reply, callId: "" }) ?? false);

/** Null if the carrier did not rate-limit the call. */
function readRefusal(reply: Omit<CarrierReply, "callId">, request: CarrierRequest, sentAt: number): Refusal | null {
  if (!isLimit(reply, request)) return null;
  const now = Date.now();
  const until = readRateReset(reply.headers, now) ?? readResetFromBody(reply.body, now) ?? now + DEFAULT_BLOCK_MS;
  return { until, sentAt, message: `The carrier's rate limit is reached (HTTP ${reply.status}).` };
}

/** `why` null: the carrier has rate-limited another call meanwhile; this one waits for another slot. */
class NotSent extends Error {
  constructor(readonly why: CarrierError | null) {
    super("not sent");
  }
}

const limitTime = (request: CarrierRequest, { timeoutMs }: CallTrace): CarrierRequest =>
  timeoutMs === undefined ? request : { ...request, timeoutMs: Math.min(timeoutMs, request.timeoutMs ?? timeoutMs) };

function waitBeforeRetry(error: CarrierError, tries: number): number | null {
  if (tries >= READ_TRIES || currentTrace().isProbe) return null;
  if (error.fault === "unavailable") return 2 ** tries * 100 * (0.5 + Math.random());
  if (error.fault !== "rate_limited" || error.resetAt === undefined) return null;
  const wait = error.resetAt - Date.now();
  return wait > MAX_READ_WAIT_MS ? null : Math.max(wait, 0) + Math.random() * 100;
}

async function exchangeOnce(
  dispatcher: Dispatcher,
  request: CarrierRequest,
  slot: Slot,
): Promise<Omit<CarrierReply, "callId">> {
  const timeout = AbortSignal.timeout(request.timeoutMs ?? (request.isRead ? 30_000 : 20_000));
  const { statusCode, headers, body } = await undiciRequest(request.url, {
    method: request.method,
    headers: { ...request.headers },
    body: request.body,
    dispatcher,
    signal: timeout,
  });
  // The body may arrive later.
  if (statusCode === 429) slot.pause(readRateReset(flatten(headers), Date.now()) ?? Date.now() + UNTIL_BODY_MS);
  const limit = request.maxBytes ?? 16 * 1024 * 1024;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > limit) {
      body.destroy();
      throw new CarrierError("bad_response", `The carrier's response is larger than ${limit} bytes.`, {
        status: statusCode,
        mayHaveHappened: !request.isRead,
      });
    }
    chunks.push(chunk);
  }
  return { status: statusCode, headers: flatten(headers), body: cleanText(Buffer.concat(chunks).toString("utf8")) };
}

const flatten = (headers: Record<string, string | string[] | undefined>) =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name.toLowerCase(), cleanText(Array.isArray(value) ? value.join(", ") : value)]],
    ),
  );

function toFault(error: unknown, request: CarrierRequest): CarrierError {
  if (error instanceof CarrierError) return error;
  const { code, name } = readErrorNames(error);
  if (code === PRIVATE_HOST) return privateHost();
  const isTimeout = name === "TimeoutError" || name === "AbortError" || code === "UND_ERR_CONNECT_TIMEOUT";
  return new CarrierError(
    "unavailable",
    isTimeout ? "No response in time." : `The connection failed (${code || name}).`,
    {
      cause: error,
      mayHaveHappened: !request.isRead && !NEVER_SENT.has(code),
    },
  );
}

const privateHost = () =>
  new CarrierError("unavailable", "Not sent: the address is in a private network, which the settings do not allow.", {
    mayHaveHappened: false,
  });

function readErrorNames(error: unknown): { code: string; name: string } {
  if (!(error instanceof Error)) return { code: "", name: "unknown fault" };
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  return { code, name: error.name };
}

/** Bandwidth messaging repeats the reset time in its JSON (details[].rateLimitResetTime), sometimes only there. */
function readResetFromBody(body: string, now: number): number | undefined {
  const match = /rateLimitResetTime"\s*,\s*"value"\s*:\s*"?(\d+)/.exec(body);
  return match?.[1] ? readRateReset({ "x-ratelimit-reset": match[1] }, now) : undefined;
}

const withCall = (fault: CarrierError, callId: string) =>
  new CarrierError(fault.fault, fault.message, {
    cause: fault.cause,
    status: fault.status,
    carrierCode: fault.carrierCode,
    resetAt: fault.resetAt,
    mayHaveHappened: fault.mayHaveHappened,
    callId,
  });
