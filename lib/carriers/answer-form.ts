import type { z } from "zod";
import { CarrierError } from "./carrier-error";
import type { CarrierReply } from "./http";

const TYPES = {
  json: { label: "JSON", pattern: /^(application|text)\/([\w.+-]+\+)?json\b/i },
  xml: { label: "XML", pattern: /^(application|text)\/([\w.+-]+\+)?xml\b/i },
} as const;

/**
 * A write counts only with the status and media type of its carrier's documentation; any other success leaves its effect
 * open. No media type or no body passes: the caller checks those. Throws CarrierError `bad_response` with `mayHaveHappened`.
 */
export function requireDocumented(
  reply: CarrierReply,
  { statuses, type }: { statuses: readonly number[]; type: keyof typeof TYPES },
): void {
  if (!statuses.includes(reply.status))
    throw toUndocumented(reply, `The carrier responded with HTTP ${reply.status} instead of ${statuses.join(" or ")}.`);
  const mediaType = reply.headers["content-type"]?.trim() ?? "";
  if (mediaType !== "" && reply.body.trim() !== "" && !TYPES[type].pattern.test(mediaType))
    throw toUndocumented(
      reply,
      `The carrier responded with ${mediaType.slice(0, 80)} instead of ${TYPES[type].label}.`,
    );
}

/** A write's response that is not the documented one: a read must tell what happened. */
export const toUndocumented = (reply: CarrierReply, message: string) =>
  new CarrierError("bad_response", message, { status: reply.status, callId: reply.callId, mayHaveHappened: true });

/** Parses each list entry on its own: valid ones in order, and the others as received. */
export function parseItems<T>(schema: z.ZodType<T>, values: readonly unknown[]): { items: T[]; odd: unknown[] } {
  const items: T[] = [];
  const odd: unknown[] = [];
  for (const value of values) {
    const parsed = schema.safeParse(value);
    if (parsed.success) items.push(parsed.data);
    else odd.push(value);
  }
  return { items, odd };
}
