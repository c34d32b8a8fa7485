import type { CallView } from "@/lib/domain/order-view";

/** A stored carrier call `c` with the reference of its dispatch, as lists of evidence select it. */
export type CallRow = {
  id: string;
  method: string;
  url: string;
  status: number | null;
  fault: string | null;
  request_headers: Record<string, string>;
  request_body: string | null;
  response_headers: Record<string, string> | null;
  response_body: string | null;
  reference: string | null;
  started_at: Date;
  duration_ms: number;
};

export const toCallView = (row: CallRow): CallView => ({
  id: row.id,
  method: row.method,
  url: row.url,
  status: row.status,
  fault: row.fault,
  requestHeaders: row.request_headers,
  requestBody: row.request_body,
  responseHeaders: row.response_headers,
  responseBody: row.response_body,
  reference: row.reference,
  startedAt: row.started_at.toISOString(),
  durationMs: row.duration_ms,
});
