import "server-only";
import { CarrierError, type CarrierFault } from "./carriers/carrier";
import { AppError, DEFAULT_MESSAGES, type ErrorCode } from "./domain/errors";
import type { Failure } from "./domain/result";
import { log } from "./log";

const CARRIER_CODES = {
  auth: "CARRIER_REJECTED",
  rejected: "CARRIER_REJECTED",
  not_found: "CARRIER_REJECTED",
  in_progress: "CARRIER_REJECTED",
  rate_limited: "CARRIER_LIMITED",
  unavailable: "CARRIER_UNAVAILABLE",
  bad_response: "CARRIER_FAULT",
  paused: "CARRIER_UNAVAILABLE",
} as const satisfies Record<CarrierFault, ErrorCode>;

/** The only conversion from a thrown error to what a person can read. The `ref` on screen is the `ref` in the log. */
export function toFailure(error: unknown): Failure {
  if (error instanceof AppError) return { code: error.code, message: error.message, fields: error.fields };
  const ref = crypto.randomUUID().slice(0, 8);
  if (error instanceof CarrierError) {
    log.warn({ ref, err: error, callId: error.callId }, "carrier error");
    const code = CARRIER_CODES[error.fault];
    const details = [error.carrierCode, error.message].filter(Boolean).join(": ");
    return { code, message: code === "CARRIER_REJECTED" ? details : `${DEFAULT_MESSAGES[code]} (${details})`, ref };
  }
  log.error({ ref, err: error }, "unexpected error");
  return { code: "INTERNAL", message: DEFAULT_MESSAGES.INTERNAL, ref };
}
