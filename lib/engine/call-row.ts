import { z } from "zod";
import type { CallView } from "@/lib/domain/order-view";

/** A stored carrier call `c` with the reference of its dispatch, as lists of evidence select it. */
export const callRow = z.object({
  id: z.string(),
  method: z.string(),
  url: z.string(),
  status: z.number().nullable(),
  fault: z.string().nullable(),
  request_headers: z.record(z.string(), z.string()),
  request_body: z.string().nullable(),
  response_headers: z.record(z.string(), z.string()).nullable(),
  response_body: z.string().nullable(),
  reference: z.string().nullable(),
  started_at: z.date(),
  duration_ms: z.number(),
});
export type CallRow = z.infer<typeof callRow>;

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
