import { unstable_isUnrecognizedActionError as isUnrecognizedAction } from "next/navigation";
import { ACTION_TOO_LARGE } from "@/lib/domain/action-size";
import type { Failure, Result } from "@/lib/domain/result";

/** What to show for an action that threw in the browser: never answered, refused for its size, or no longer known to the portal. */
export function toActionFailure(error: unknown): Failure {
  if (isUnrecognizedAction(error))
    return {
      code: "INTERNAL",
      message: "Tandem was updated. Nothing was sent. Reload the page; what you typed stays.",
    };
  if (error instanceof Error && error.message === ACTION_TOO_LARGE)
    return { code: "INVALID_INPUT", message: ACTION_TOO_LARGE };
  return { code: "INTERNAL", message: "The portal did not answer. Reload the page to see whether it happened." };
}

/** An action whose answer never came (network, restart, update) is a failure like any other, shown where it was asked for. */
export const settleAction = <T>(asked: Promise<Result<T>>): Promise<Result<T>> =>
  asked.catch((error: unknown): Result<T> => ({ ok: false, error: toActionFailure(error) }));
