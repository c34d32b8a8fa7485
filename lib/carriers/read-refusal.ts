import type { CarrierReply, CarrierRequest, Refusal } from "./carrier-call";
import { readRateReset } from "./rate-reset";

const DEFAULT_BLOCK_MS = 2_000;

/** A code of the carrier's own, not the HTTP status once more. */
const NAMED_CODE = /"code"\s*:\s*"[a-z]|<(?:Error)?Code>\s*\w/i;

/**
 * Besides 429, a 403 with a reset time is a rate limit, unless its headers say that calls are left or its body names another
 * reason: an ordinary refusal also has these headers (Bandwidth messaging, "Errors"). Only `isLimited` knows the codes that
 * are limits.
 */
const isLimit = (reply: Omit<CarrierReply, "callId">, request: CarrierRequest): boolean =>
  reply.status === 429 ||
  (reply.status === 403 &&
    !NAMED_CODE.test(reply.body) &&
    !(Number(reply.headers["x-ratelimit-remaining"]) > 0) &&
    readRateReset(reply.headers, Date.now()) !== undefined) ||
  (request.isLimited?.({ ...reply, callId: "" }) ?? false);

/** Null if the carrier did not rate-limit the call. */
export function readRefusal(
  reply: Omit<CarrierReply, "callId">,
  request: CarrierRequest,
  sentAt: number,
): Refusal | null {
  if (!isLimit(reply, request)) return null;
  const now = Date.now();
  const until = readRateReset(reply.headers, now) ?? readResetFromBody(reply.body, now) ?? now + DEFAULT_BLOCK_MS;
  return { until, sentAt, message: `The carrier's rate limit is reached (HTTP ${reply.status}).` };
}

/** Bandwidth messaging repeats the reset time in its JSON (details[].rateLimitResetTime), sometimes only there. */
function readResetFromBody(body: string, now: number): number | undefined {
  const match = /rateLimitResetTime"\s*,\s*"value"\s*:\s*"?(\d+)/.exec(body);
  return match?.[1] ? readRateReset({ "x-ratelimit-reset": match[1] }, now) : undefined;
}
