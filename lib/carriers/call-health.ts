import type { CarrierError } from "./carrier-error";

/**
 * What an exchange says about the carrier's health, whatever it says about our request. `refused` (401, 403) may be about one number or
 * about our credentials: only a probe tells them apart.
 */
export type CallHealth = "well" | "failing" | "refused" | "limited";
export type CallEnd = { health: CallHealth; status: number | null; message: string };

type Reply = { status: number; body: string };

/** A refusal with a documented meaning is the carrier working as it should: `well`. */
export function readHealth(
  outcome: Reply | CarrierError,
  { readStatus }: { readStatus?: (reply: Reply) => number },
  isLimited: boolean,
): CallEnd {
  if (outcome instanceof Error) return { health: "failing", status: outcome.status ?? null, message: outcome.message };
  const status = readStatus?.(outcome) ?? outcome.status;
  const end = (health: CallHealth, message = `HTTP ${status}`): CallEnd => ({ health, status, message });
  if (isLimited || status === 429) return end("limited");
  if (status >= 500 || (status >= 300 && status < 400)) return end("failing");
  if (isWebPage(outcome.body)) return end("failing", `HTTP ${status} with a web page instead of an answer`);
  if (status < 300 && isNoise(outcome.body)) return end("failing", `HTTP ${status} with noise`);
  if (isCutOff(outcome.body)) return end("failing", `HTTP ${status} with half an answer`);
  return end(status === 401 || status === 403 ? "refused" : "well");
}

const isWebPage = (body: string) => /<html|<!doctype html/i.test(body.slice(0, 2_000));

/** Neither JSON nor XML, the only formats that carriers send. */
const isNoise = (body: string) => body.trim() !== "" && !/^[\s\uFEFF]*[[{<"\dtfn-]/.test(body);

const CLOSERS: Readonly<Record<string, string>> = { "{": "}", "[": "]", "<": ">" };

/** A document that does not end as it began. */
function isCutOff(body: string): boolean {
  const text = body.trim();
  const closer = CLOSERS[text.charAt(0)];
  return closer !== undefined && !text.endsWith(closer);
}
