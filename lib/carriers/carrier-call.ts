import type { CallTrace } from "./trace";

/** Calls that share one rate allowance at the carrier. */
export type EndpointGroups = Readonly<Record<string, { label: string; perSecond: number; burst: number }>>;

export type CarrierRequest = {
  group: string;
  method: "GET" | "POST" | "DELETE";
  url: string;
  headers?: Readonly<Record<string, string>>;
  body?: string;
  /** A read changes nothing at the carrier: it can be retried, and a lost response is harmless. */
  isRead: boolean;
  /** Timeout of the whole call in ms; default 30,000 for a read, 20,000 for a write (less than its lease). */
  timeoutMs?: number;
  /** Maximum response size in bytes; default 16 MiB. */
  maxBytes?: number;
  /** For limits without 429 (Bandwidth messaging: 403 `message-rate-limit`). */
  isLimited?: (reply: CarrierReply) => boolean;
  /** For bodies with a status that overrides the HTTP one. */
  readStatus?: (reply: Pick<CarrierReply, "status" | "body">) => number;
  /** A token granted by the response; redacted like a secret from this response on. */
  readToken?: (reply: Pick<CarrierReply, "status" | "body">) => string | null;
};

/** Header names are lower case. */
export type CarrierReply = { status: number; headers: Readonly<Record<string, string>>; body: string; callId: string };

export type RecordedCall = {
  id: string;
  group: string;
  trace: CallTrace;
  method: string;
  url: string;
  requestHeaders: Record<string, string>;
  requestBody: string | null;
  status: number | null;
  responseHeaders: Record<string, string> | null;
  responseBody: string | null;
  fault: string | null;
  startedAt: Date;
  durationMs: number;
};

/** Permission to send one request now. */
export type Slot = {
  /** Checked right before the request is written: false if the carrier has rate-limited another call meanwhile. */
  mayLeave(): boolean;
  /** No other call of this process is sent before `until` (epoch ms). */
  pause(until: number): void;
  /** The response has arrived or will not: until then the call counts as in flight. */
  end(): void;
};
/** The carrier rate-limited a call sent at `sentAt` and allows the next at `until`; both in epoch ms. */
export type Refusal = { until: number; sentAt: number; message: string };
