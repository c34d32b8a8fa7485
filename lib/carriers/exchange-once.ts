import { type Dispatcher, request as undiciRequest } from "undici";
import { cleanText } from "@/lib/domain/clean-text";
import type { CarrierReply, CarrierRequest, Slot } from "./carrier-call";
import { CarrierError } from "./carrier-error";
import { PRIVATE_HOST } from "./host-guard";
import { readRateReset } from "./rate-reset";

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

/** One request and its whole response, bounded in time and size. */
export async function exchangeOnce(
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

/** Why there is no response, and whether the request may have had an effect. */
export function toFault(error: unknown, request: CarrierRequest): CarrierError {
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

export const privateHost = () =>
  new CarrierError("unavailable", "Not sent: the address is in a private network, which the settings do not allow.", {
    mayHaveHappened: false,
  });

function readErrorNames(error: unknown): { code: string; name: string } {
  if (!(error instanceof Error)) return { code: "", name: "unknown fault" };
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  return { code, name: error.name };
}
