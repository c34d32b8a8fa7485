import { z } from "zod";
import { AppError } from "@/lib/domain/errors";
import { parseJson } from "@/lib/domain/parse-json";
import { getEnvironment } from "@/lib/env";

const TIMEOUT_MS = 5_000;

const refusal = z.object({ error: z.string(), fields: z.record(z.string(), z.string().array()).optional() });

export type SandboxCall<S extends z.ZodType> = {
  method: "GET" | "POST" | "PUT" | "DELETE";
  /** Below the control API's address, with query: `/ledger/summary`. */
  path: string;
  body?: unknown;
  /** What the answer must be. */
  answer: S;
  timeoutMs?: number;
};

/** Whether any carrier of this installation is simulated. */
export const hasSandbox = (): boolean => getEnvironment().SANDBOX_URLS !== undefined;

/**
 * One call to the control API of the sandbox (lib/sandbox/README.md, "Control API").
 * Throws AppError: NOT_FOUND when no carrier is simulated or the sandbox knows no such thing, INVALID_INPUT with the sandbox's
 * own message and fields, CARRIER_UNAVAILABLE when it does not answer, CARRIER_FAULT when its answer is not as documented.
 */
export async function callSandbox<S extends z.ZodType>(call: SandboxCall<S>): Promise<z.output<S>> {
  const { status, body } = await exchange(call);
  if (status >= 400) throw toError(status, refusal.safeParse(body).data);
  const parsed = call.answer.safeParse(body);
  if (parsed.success) return parsed.data;
  throw new AppError("CARRIER_FAULT", `The sandbox's answer to ${call.method} ${call.path} is not as documented.`, {
    cause: parsed.error,
  });
}

async function exchange({ method, path, body, timeoutMs = TIMEOUT_MS }: SandboxCall<z.ZodType>) {
  const { SANDBOX_URLS, SANDBOX_ADMIN_KEY } = getEnvironment();
  if (!SANDBOX_URLS) throw new AppError("NOT_FOUND", "No carrier is simulated here.");
  try {
    const response = await fetch(`${SANDBOX_URLS.admin}${path}`, {
      method,
      headers: {
        ...(SANDBOX_ADMIN_KEY !== undefined && { "x-admin-key": SANDBOX_ADMIN_KEY }),
        ...(body !== undefined && { "content-type": "application/json" }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
      cache: "no-store",
      signal: AbortSignal.timeout(timeoutMs),
    });
    return { status: response.status, body: parseJson(await response.text()) };
  } catch (cause) {
    throw new AppError("CARRIER_UNAVAILABLE", "The sandbox does not answer. Check whether it is still running.", {
      cause,
    });
  }
}

function toError(status: number, { error, fields }: Partial<z.output<typeof refusal>> = {}): AppError {
  // The marks of a list in a terminal mean nothing on a page.
  const reason = error?.replace(/✖\s*/g, "").replace(/\s*→ at /g, ", at ");
  if (status === 400) return new AppError("INVALID_INPUT", reason && `The sandbox refused this: ${reason}`, { fields });
  if (status === 404) return new AppError("NOT_FOUND", reason);
  const message = `The sandbox answered ${status}${reason === undefined ? "." : `: ${reason}`}`;
  return new AppError(status === 401 ? "CARRIER_REJECTED" : "CARRIER_FAULT", message);
}
