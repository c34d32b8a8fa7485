import "server-only";
import type { ErrorCode } from "@/lib/domain/errors";
import { toFailure } from "@/lib/failure";

const STATUSES = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  INVALID_INPUT: 400,
  CONFLICT: 409,
  THROTTLED: 429,
  CARRIER_REJECTED: 502,
  CARRIER_UNAVAILABLE: 503,
  CARRIER_LIMITED: 503,
  CARRIER_FAULT: 502,
  INTERNAL: 500,
} as const satisfies Record<ErrorCode, number>;

/** A route handler's response to a thrown error: `{ error: Failure }` with the matching status. */
export function respondFailure(error: unknown): Response {
  const failure = toFailure(error);
  return Response.json(
    { error: failure },
    { status: STATUSES[failure.code], headers: { "Cache-Control": "no-store" } },
  );
}
