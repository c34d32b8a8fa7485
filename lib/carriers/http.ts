import { Agent, type Dispatcher, request as undiciRequest } from "undici";
import { cleanText } from "@/lib/domain/clean-text";
import { askBeforeLeaving } from "./before-leaving";
import { CarrierError } from "./carrier-error";
import { isPrivateHost, lookupPublic, PRIVATE_HOST } from "./host-guard";
import { readRateReset } from "./rate-reset";
import { createRedactor, type Redactor } from "./redact";
import { readHealth, type CallEnd } from "./call-health";
import { currentTrace, noteCall, type CallTrace } from "./trace";

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
  /** A token that the answer grants: hidden like a secret from this answer on. */
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

/** Leave to send one request now. */
export type Slot = {
  /** Asked immediately before the request is written: false where the carrier has refused another call meanwhile. */
  mayLeave(): boolean;
  /** No other call of this process leaves before `until` (epoch ms). */
  pause(until: number): void;
  /** The answer has come, or will not come: until then the call counts as on its way. */
  end(): void;
};
/** The carrier refused a call that left at `sentAt`, and allows the next one at `until`; both epoch milliseconds. */
export type Refusal = { until: number; sentAt: number; words: string };

/** What http.ts needs from the house around it; the jobs and services supply it over PostgreSQL, tests over memory. */
export type CarrierPorts = {
  newId(): string;
  /** Resolves when the account's allowance for the group has a free slot for this call. */
  takeSlot(group: string, trace: CallTrace, request: Pick<CarrierRequest, "isRead">): Promise<Slot>;
  /** Holds up the calls of all processes; those of this one at once. */
  refuse(group: string, refusal: Refusal): Promise<void>;
  /** Told that an exchange begins; what it gives back is told how it ended: null where the request did not leave. */
  watchCall?(
    trace: CallTrace,
    request: Pick<CarrierRequest, "isRead">,
  ): (end: (CallEnd & { callId: string }) | null) => void;
  /** Keeps the exchange, already redacted, before its outcome is acted on. */
  recordCall(call: RecordedCall): Promise<void>;
};

export type CarrierHttp = {
  /**
   * One exchange. Returns every answer below 500 that is not a limit; the carrier's own reader judges it.
   * Throws CarrierError: `rate_limited` (with `resetAt`), `unavailable`, `bad_response`.
   */
  send(request: CarrierRequest): Promise<CarrierReply>;
  /** Hides the account's credentials in every text that is kept or handed on. */
  redactor: Redactor;
};

const STORED_BODY_LIMIT = 64 * 1024;
/** A secret that begins within what is stored must be seen to its end. */
const READ_FOR_STORE = 2 * STORED_BODY_LIMIT;
const READ_TRIES = 3;
const LONGEST_READ_WAIT_MS = 10_000;
const DEFAULT_BLOCK_MS = 2_000;
/** The instant to come back at may stand in the body only. */
const UNTIL_BODY_MS = 250;
const NEVER_SENT = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
  PRIVATE_HOST,
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
    allowPrivateHosts = false,
    resolve,
  }: {
    secretValues: readonly string[];
    connectTimeoutMs?: number;
    timeoutMs?: number;
    allowPrivateHosts?: boolean;
    /** Resolves host names; `dns.lookup` where absent. */
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
    // A literal address is not looked up.
    if (!allowPrivateHosts && isPrivateHost(request.url)) throw privateHost();
    const slot = await ports.takeSlot(request.group, trace, request);
    const endWatch = ports.watchCall?.(trace, request);
    let startedAt = new Date();
    let started = performance.now();
    const beforeLeaving = () => {
      if (!request.isRead && trace.writeBefore !== undefined && Date.now() > trace.writeBefore)
        throw new NotSent(
          new CarrierError("unavailable", "Not sent: its turn came too late.", { mayHaveHappened: false }),
        );
      if (!slot.mayLeave()) throw new NotSent(null);
      startedAt = new Date();
      started = performance.now();
    };
    const outcome = await exchangeOnce(
      askBeforeLeaving(agent, beforeLeaving),
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
      throw new CarrierError("rate_limited", refusal.words, {
        status: outcome.reply.status,
        resetAt: refusal.until,
        callId: id,
      });
    return judge({ ...outcome.reply, callId: id }, request);
  }

  function judge(reply: CarrierReply, request: CarrierRequest): CarrierReply {
    const { status, callId } = reply;
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

  return { send, redactor };
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

/** Null where the carrier did not refuse the call for being one too many. */
function readRefusal(reply: Omit<CarrierReply, "callId">, request: CarrierRequest, sentAt: number): Refusal | null {
  if (!isLimit(reply, request)) return null;
  const now = Date.now();
  const until = readRateReset(reply.headers, now) ?? readResetFromBody(reply.body, now) ?? now + DEFAULT_BLOCK_MS;
  return { until, sentAt, words: `The carrier limits us (HTTP ${reply.status}).` };
}

/** `why` null: the carrier has refused another call meanwhile; this one waits for its turn again. */
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
  return wait > LONGEST_READ_WAIT_MS ? null : Math.max(wait, 0) + Math.random() * 100;
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
  // Its body may take its time.
  if (statusCode === 429) slot.pause(readRateReset(flatten(headers), Date.now()) ?? Date.now() + UNTIL_BODY_MS);
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
  if (code === PRIVATE_HOST) return privateHost();
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

const privateHost = () =>
  new CarrierError("unavailable", "Not sent: the address is in a private network, which the settings do not allow.", {
    mayHaveHappened: false,
  });

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
