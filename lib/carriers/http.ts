import { Agent } from "undici";
import { checkBeforeSend } from "./before-leaving";
import type { CarrierReply, CarrierRequest, RecordedCall, Refusal, Slot } from "./carrier-call";
import { CarrierError } from "./carrier-error";
import { exchangeOnce, privateHost, toFault } from "./exchange-once";
import { isPrivateHost, lookupPublic } from "./host-guard";
import { readRefusal } from "./read-refusal";
import { createRedactor, type Redactor } from "./redact";
import { readHealth, type CallEnd } from "./call-health";
import { currentTrace, noteCall, type CallTrace } from "./trace";

export type { CarrierReply, CarrierRequest, EndpointGroups, RecordedCall, Refusal, Slot } from "./carrier-call";

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

const withCall = (fault: CarrierError, callId: string) =>
  new CarrierError(fault.fault, fault.message, {
    cause: fault.cause,
    status: fault.status,
    carrierCode: fault.carrierCode,
    resetAt: fault.resetAt,
    mayHaveHappened: fault.mayHaveHappened,
    callId,
  });
