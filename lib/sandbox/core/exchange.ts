import { type IncomingHttpHeaders } from "node:http";

/** One request as a simulated carrier sees it. `path` starts below the carrier's prefix; `fullPath` is the whole of it. */
export interface Exchange {
  method: string;
  path: string;
  fullPath: string;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  body: string;
  /** Scheme, host and port under which the caller reached this server. */
  origin: string;
  /** Arrival by the sandbox's clock, epoch milliseconds. */
  at: number;
}

export interface Reply {
  status: number;
  headers?: Record<string, string>;
  body: string;
}

/** The error that a fault rule asks for; each carrier has its own set of envelopes. */
export interface ErrorContent {
  status: number;
  code?: string;
  text?: string;
  envelope?: string;
}

/** One API of a simulated carrier, mounted below `prefix`. */
export interface SimulatedApi {
  prefix: string;
  /** Endpoint group for statistics and fault rules, such as `provision`. */
  groupOf(exchange: Exchange): string;
  /** Name of the limit that applies, or null. */
  limitOf(exchange: Exchange, group: string): string | null;
  answer(exchange: Exchange): Reply;
  /** The refusal when a limit is reached; `resetAt` in epoch milliseconds of the machine's time. */
  limited(exchange: Exchange, resetAt: number): Reply;
  /** An error in this API's own form. */
  formatError(exchange: Exchange, error: ErrorContent): Reply;
}

const JSON_TYPE = { "content-type": "application/json" };

export function replyJson(status: number, value: unknown, headers?: Record<string, string>): Reply {
  return { status, headers: { ...JSON_TYPE, ...headers }, body: JSON.stringify(value) };
}

export function replyEmpty(status: number, headers?: Record<string, string>): Reply {
  return { status, headers, body: "" };
}

/** The body as a JSON object, or null when it is anything else. */
export function readJsonObject(body: string): Record<string, unknown> | null {
  const value = readJson(body);
  return isRecord(value) ? value : null;
}

export function readJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Decodes percent-encoding; a malformed text stays unchanged. */
export function decodeText(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** User and password of a Basic `Authorization` header, or null. */
export function readBasic(header: string | undefined): { user: string; password: string } | null {
  const encoded = /^Basic\s+([A-Za-z0-9+/=]+)\s*$/i.exec(header ?? "")?.[1];
  if (encoded === undefined) return null;
  const text = Buffer.from(encoded, "base64").toString("utf8");
  const colon = text.indexOf(":");
  return colon < 0 ? null : { user: text.slice(0, colon), password: text.slice(colon + 1) };
}

const NANP = /^[2-9]\d{2}[2-9]\d{6}$/;

export function isNanp(tenDigits: string): boolean {
  return NANP.test(tenDigits);
}

const TOLL_FREE = new Set(["800", "833", "844", "855", "866", "877", "888"]);

export function isTollFree(tenDigits: string): boolean {
  return TOLL_FREE.has(tenDigits.slice(0, 3));
}
