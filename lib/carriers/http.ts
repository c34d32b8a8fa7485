import { Agent, request as undiciRequest } from "undici";
import { cleanText } from "@/lib/domain/clean-text";
import { CarrierError } from "./carrier-error";
import { readRateReset } from "./rate-reset";
import { createRedactor } from "./redact";
import { readSign, type CallEnd } from "./call-sign";
import { currentTrace, type CallTrace } from "./trace";

/** Calls that share one allowance at the carrier. */
export type EndpointGroups = Readonly<Record<string, { label: string; perSecond: number; burst: number }>>;

export type CarrierRequest = {
  group: string;
  method: "GET" | "POST" | "DELETE";
  url: string;
  headers?: Readonly<Record<string, string>>;
  body?: string;
  /** A reading changes nothing at the carrier: it may be repeated, and losing its answer leaves no doubt. */
  isRead: boolean;
  /** Milliseconds for the whole call; absent: 30,000 for a reading, 20,000 for a write (its lease must outlive it). */
  timeoutMs?: number;
  /** Bytes of answer that we are ready to hold; 16 MiB where absent. */
  maxBytes?: number;
  /** Some limits do not come as a 429 (Bandwidth messaging: 403 `message-rate-limit`). */
  isLimited?: (reply: CarrierReply) => boolean;
  /** Where the body has a status of its own that outranks the HTTP one. */
  readStatus?: (reply: Pick<CarrierReply, "status" | "body">) => number;
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

/** What http.ts needs from the house around it; the jobs and services supply it over PostgreSQL, tests over memory. */
export type CarrierPorts = {
  newId(): string;
  /** Resolves when the account's allowance for the group has a free slot for this call, which leaves now; gives what is to be called at its end. */
  takeSlot(group: string, trace: CallTrace, request: Pick<CarrierRequest, "isRead">): Promise<() => void>;
  /** The carrier said: not before `until` (epoch ms). */
  blockGroup(group: string, until: number, words: string): Promise<void>;
  /** Told that an exchange leaves now; what it gives back is told how it ended. */
  watchCall?(trace: CallTrace, request: Pick<CarrierRequest, "isRead">): (end: CallEnd) => void;
  /** Keeps the exchange, already redacted, before its outcome is acted on. */
  recordCall(call: RecordedCall): Promise<void>;
};

export type CarrierHttp = {
  /**
   * One exchange. Returns every answer below 500 that is not a limit; the carrier's own reader judges it.
   * Throws CarrierError: `rate_limited` (with `resetAt`), `unavailable`, `bad_response`.
   */
  send(request: CarrierRequest): Promise<CarrierReply>;
};

const STORED_BODY_LIMIT = 64 * 1024;
const READ_TRIES = 3;
const LONGEST_READ_WAIT_MS = 10_000;
const DEFAULT_BLOCK_MS = 2_000;
const NEVER_SENT = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
  // The handshake ended before a byte of the request left.
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
  }: { secretValues: readonly string[]; connectTimeoutMs?: number; timeoutMs?: number },
): CarrierHttp {
  const agent = new Agent({
    connect: { timeout: connectTimeoutMs },
    connections: 128,
    pipelining: 1,
    keepAliveTimeout: 4_000,
  });
  const redactor = createRedactor(secretValues);

  async function exchange(request: CarrierRequest): Promise<CarrierReply> {
    const trace = currentTrace();
    const endCall = await ports.takeSlot(request.group, trace, request);
    if (!request.isRead && trace.writeBefore !== undefined && Date.now() > trace.writeBefore) {
      endCall();
      throw new CarrierError("unavailable", "Not sent: its turn came too late.", { mayHaveHappened: false });
    }

    const id = ports.newId();
    const endWatch = ports.watchCall?.(trace, request);
    const startedAt = new Date();
    const started = performance.now();
    const outcome = await exchangeOnce(agent, limitTime({ timeoutMs, ...request }, trace)).then(
      (reply) => ({ reply, fault: null }),
      (error: unknown) => ({ reply: null, fault: toFault(error, request) }),
    );
    endCall();
    trace.lastCallId = id;
    const end = readSign(
      outcome.reply ?? outcome.fault,
      request,
      outcome.reply !== null && isLimit(outcome.reply, request),
    );
    trace.lastEnd = end;
    endWatch?.(end);
    await ports.recordCall({
      id,
      group: request.group,
      trace,
      method: request.method,
      url: redactor.redactUrl(request.url),
      requestHeaders: redactor.redactHeaders(request.headers ?? {}),
      requestBody: request.body === undefined ? null : redactor.redactText(request.body).slice(0, STORED_BODY_LIMIT),
      status: outcome.reply?.status ?? null,
      responseHeaders: outcome.reply && redactor.redactHeaders(outcome.reply.headers),
      responseBody: outcome.reply && redactor.redactText(outcome.reply.body).slice(0, STORED_BODY_LIMIT),
      fault: outcome.fault && redactor.redactText(outcome.fault.message),
      startedAt,
      durationMs: Math.round(performance.now() - started),
    });
    if (outcome.fault) throw withCall(outcome.fault, id);
    return judge({ ...outcome.reply, callId: id }, request);
  }

  async function judge(reply: CarrierReply, request: CarrierRequest): Promise<CarrierReply> {
    const { status, headers, callId } = reply;
    if (isLimit(reply, request)) {
      const now = Date.now();
      const resetAt = readRateReset(headers, now) ?? readResetFromBody(reply.body, now) ?? now + DEFAULT_BLOCK_MS;
      const words = `The carrier limits us (HTTP ${status}).`;
      await ports.blockGroup(request.group, resetAt, words);
      throw new CarrierError("rate_limited", words, { status, resetAt, callId });
    }
    if (status >= 500)
      throw new CarrierError("unavailable", `The carrier answered HTTP ${status}.`, {
        status,
        callId,
        mayHaveHappened: !request.isRead,
      });
    if (status >= 300 && status < 400)
      throw new CarrierError("bad_response", `The carrier redirects us (HTTP ${status}), which we do not follow.`, {
        status,
        callId,
        mayHaveHappened: !request.isRead,
      });
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

  return { send };
}

/**
 * Besides 429, a 403 that names an instant to come back at is a limit, not a refusal; but not where the same headers say that calls
 * are left.
 */
const isLimit = (reply: Omit<CarrierReply, "callId">, request: CarrierRequest): boolean =>
  reply.status === 429 ||
  (reply.status === 403 &&
    !(Number(reply.headers["x-ratelimit-remaining"]) > 0) &&
    readRateReset(reply.headers, Date.now()) !== undefined) ||
  (request.isLimited?.({ ...reply, callId: "" }) ?? false);

const limitTime = (request: CarrierRequest, { timeoutMs }: CallTrace): CarrierRequest =>
  timeoutMs === undefined ? request : { ...request, timeoutMs: Math.min(timeoutMs, request.timeoutMs ?? timeoutMs) };

function waitBeforeRetry(error: CarrierError, tries: number): number | null {
  if (tries >= READ_TRIES || currentTrace().isProbe) return null;
  if (error.fault === "unavailable") return 2 ** tries * 100 * (0.5 + Math.random());
  if (error.fault !== "rate_limited" || error.resetAt === undefined) return null;
  const wait = error.resetAt - Date.now();
  return wait > LONGEST_READ_WAIT_MS ? null : Math.max(wait, 0) + Math.random() * 100;
}

async function exchangeOnce(agent: Agent, request: CarrierRequest): Promise<Omit<CarrierReply, "callId">> {
  const timeout = AbortSignal.timeout(request.timeoutMs ?? (request.isRead ? 30_000 : 20_000));
  const { statusCode, headers, body } = await undiciRequest(request.url, {
    method: request.method,
    headers: { ...request.headers },
    body: request.body,
    dispatcher: agent,
    signal: timeout,
  });
  const limit = request.maxBytes ?? 16 * 1024 * 1024;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > limit) {
      body.destroy();
      throw new CarrierError("bad_response", `The carrier's answer is larger than ${limit} bytes.`, {
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
  const isTimeout = name === "TimeoutError" || name === "AbortError" || code === "UND_ERR_CONNECT_TIMEOUT";
  return new CarrierError(
    "unavailable",
    isTimeout ? "No answer in time." : `The connection failed (${code || name}).`,
    {
      cause: error,
      mayHaveHappened: !request.isRead && !NEVER_SENT.has(code),
    },
  );
}

function readErrorNames(error: unknown): { code: string; name: string } {
  if (!(error instanceof Error)) return { code: "", name: "unknown fault" };
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  return { code, name: error.name };
}

/** Bandwidth messaging repeats the reset in its JSON (details[].rateLimitResetTime), and sometimes sends it only there. */
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
