import { z } from "zod";
import { AppError } from "@/lib/domain/errors";
import { parseJson } from "@/lib/domain/parse-json";
import { getEnvironment } from "@/lib/env";

const PATIENCE_MS = 5_000;

const refusal = z.object({ error: z.string() });

export type SandboxCall<S extends z.ZodType> = {
  method: "GET" | "POST" | "PUT" | "DELETE";
  /** Below the administration's address, with query: `/ledger/summary`. */
  path: string;
  body?: unknown;
  /** What the answer must be. */
  answer: S;
  patienceMs?: number;
};

/** Whether any carrier is played here, so that there is something to administrate. */
export const isSandboxPlayed = (): boolean => getEnvironment().SANDBOX_URLS !== undefined;

/**
 * One call to the administration of the played carriers (lib/sandbox/README.md, "Administration").
 * Throws AppError: NOT_FOUND when no carrier is played here or the sandbox knows no such thing, INVALID_INPUT with the
 * sandbox's own words, CARRIER_UNAVAILABLE when it does not answer, CARRIER_FAULT when its answer is not as documented.
 */
export async function callSandbox<S extends z.ZodType>(call: SandboxCall<S>): Promise<z.output<S>> {
  const { status, body } = await exchange(call);
  if (status >= 400) throw toError(status, toWords(refusal.safeParse(body).data?.error));
  const parsed = call.answer.safeParse(body);
  if (parsed.success) return parsed.data;
  throw new AppError("CARRIER_FAULT", `The sandbox's answer to ${call.method} ${call.path} is not as documented.`, {
    cause: parsed.error,
  });
}

async function exchange({ method, path, body, patienceMs = PATIENCE_MS }: SandboxCall<z.ZodType>) {
  const { SANDBOX_URLS, SANDBOX_ADMIN_KEY } = getEnvironment();
  if (!SANDBOX_URLS) throw new AppError("NOT_FOUND", "No carrier is played here.");
  try {
    const response = await fetch(`${SANDBOX_URLS.admin}${path}`, {
      method,
      headers: {
        ...(SANDBOX_ADMIN_KEY !== undefined && { "x-admin-key": SANDBOX_ADMIN_KEY }),
        ...(body !== undefined && { "content-type": "application/json" }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
      cache: "no-store",
      signal: AbortSignal.timeout(patienceMs),
    });
    return { status: response.status, body: parseJson(await response.text()) };
  } catch (cause) {
    throw new AppError("CARRIER_UNAVAILABLE", "The sandbox does not answer. Look whether it is still running.", {
      cause,
    });
  }
}

/** The marks that set off a list of problems in a terminal mean nothing on a page. */
const toWords = (error: string | undefined) => error?.replace(/✖\s*/g, "").replace(/\s*→ at /g, ", at ");

function toError(status: number, words: string | undefined): AppError {
  if (status === 400) return new AppError("INVALID_INPUT", words && `The sandbox refused this: ${words}`);
  if (status === 404) return new AppError("NOT_FOUND", words);
  const message = `The sandbox answered ${status}${words === undefined ? "." : `: ${words}`}`;
  return new AppError(status === 401 ? "CARRIER_REJECTED" : "CARRIER_FAULT", message);
}
