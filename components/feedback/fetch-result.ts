import type { Failure, Result } from "@/lib/domain/result";

const LOST: Failure = {
  code: "INTERNAL",
  message: "The portal did not respond. Nothing was changed. Check your connection and try again.",
};

/** Calls one of the portal's route handlers, which return their data or `{ error: Failure }`. Throws only on abort. */
export async function fetchResult<T>(url: string, init?: RequestInit): Promise<Result<T>> {
  try {
    const response = await fetch(url, init);
    const body: unknown = await response.json();
    if (response.ok) return { ok: true, data: body as T };
    return { ok: false, error: (body as { error?: Failure }).error ?? LOST };
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    return { ok: false, error: LOST };
  }
}
