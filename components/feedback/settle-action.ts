import { ACTION_TOO_LARGE } from "@/lib/domain/action-size";
import type { Failure, Result } from "@/lib/domain/result";

const LOST: Failure = {
  code: "INTERNAL",
  message: "The portal did not answer. Reload the page to see whether it happened.",
};
const TOO_LARGE: Failure = { code: "INVALID_INPUT", message: ACTION_TOO_LARGE };

/**
 * An action whose answer never came (network, restart), or that was refused before it began, is a failure to be shown like any other, in
 * the place where it was asked for.
 */
export const settleAction = <T>(asked: Promise<Result<T>>): Promise<Result<T>> =>
  asked.catch((error: unknown): Result<T> => {
    const isTooLarge = error instanceof Error && error.message === ACTION_TOO_LARGE;
    return { ok: false, error: isTooLarge ? TOO_LARGE : LOST };
  });
