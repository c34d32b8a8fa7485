import type { Result } from "@/lib/domain/result";

/** An action whose answer never came (network, restart) is a failure to be shown like any other, in the place where it was asked for. */
export const settleAction = <T>(asked: Promise<Result<T>>): Promise<Result<T>> =>
  asked.catch((): Result<T> => ({
    ok: false,
    error: { code: "INTERNAL", message: "The portal did not answer. Reload the page to see whether it happened." },
  }));
