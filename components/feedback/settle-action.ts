import { unstable_isUnrecognizedActionError as isUnrecognizedAction } from "next/navigation";
import { ACTION_TOO_LARGE } from "@/lib/domain/action-size";
import type { Failure, Result } from "@/lib/domain/result";

/** The failure for an action that threw in the browser: no response, too large, or unknown after an update. */
export function toActionFailure(error: unknown): Failure {
  if (isUnrecognizedAction(error))
    return {
      code: "INTERNAL",
      message: "Tandem was updated. Nothing was sent. Reload the page. What you typed is kept.",
    };
  if (error instanceof Error && error.message === ACTION_TOO_LARGE)
    return { code: "INVALID_INPUT", message: ACTION_TOO_LARGE };
  const message = "The portal did not respond. Reload the page to see whether it worked.";
  return { code: "INTERNAL", message, isLost: true };
}

/** Turns an action without a response (network, restart, update) into an ordinary failure. */
export const settleAction = <T>(pending: Promise<Result<T>>): Promise<Result<T>> =>
  pending.catch((error: unknown): Result<T> => ({ ok: false, error: toActionFailure(error) }));
