import type { Failure, Result } from "@/lib/domain/result";

const LOST: Failure = {
  code: "INTERNAL",
  message: "The portal did not answer. Check the connection and try again; nothing was changed.",
};

/** Asks one of the portal's own route handlers, which answer their data, or `{ error: Failure }`. Never throws except for an abort. */
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
