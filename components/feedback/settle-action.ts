import { unstable_isUnrecognizedActionError as isUnrecognizedAction } from "next/navigation";
import type { Failure, Result } from "@/lib/domain/result";

/** What to show for an action that threw in the browser: it was never answered, or the portal no longer knows it. */
export const toActionFailure = (error: unknown): Failure => ({
  code: "INTERNAL",
  message: isUnrecognizedAction(error)
    ? "Tandem was updated. Nothing was sent. Reload the page; what you typed stays."
    : "The portal did not answer. Reload the page to see whether it happened.",
});

/** An action whose answer never came (network, restart, update) is a failure like any other, shown where it was asked for. */
export const settleAction = <T>(asked: Promise<Result<T>>): Promise<Result<T>> =>
  asked.catch((error: unknown): Result<T> => ({ ok: false, error: toActionFailure(error) }));
