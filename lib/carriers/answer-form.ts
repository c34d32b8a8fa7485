import type { z } from "zod";
import { CarrierError } from "./carrier-error";
import type { CarrierReply } from "./http";

const TYPES = {
  json: { label: "JSON", pattern: /^(application|text)\/([\w.+-]+\+)?json\b/i },
  xml: { label: "XML", pattern: /^(application|text)\/([\w.+-]+\+)?xml\b/i },
} as const;

/**
 * The answer to a write counts only with the status and the media type of its carrier's page; whatever else looks like a success leaves open
 * whether it took effect. An answer that names no media type, or has no body, passes: its body or its headers are judged by the caller.
 * Throws CarrierError `bad_response` with `mayHaveHappened`.
 */
export function requireDocumented(
  reply: CarrierReply,
  { statuses, type }: { statuses: readonly number[]; type: keyof typeof TYPES },
): void {
  if (!statuses.includes(reply.status))
    throw toUndocumented(
      reply,
      `The carrier answered HTTP ${reply.status} where its contract says ${statuses.join(" or ")}.`,
    );
  const given = reply.headers["content-type"]?.trim() ?? "";
  if (given !== "" && reply.body.trim() !== "" && !TYPES[type].pattern.test(given))
    throw toUndocumented(
      reply,
      `The carrier answered with ${given.slice(0, 80)} where its contract says ${TYPES[type].label}.`,
    );
}

/** An answer to a write that is not the one of the contract: a reading has to tell what became of it. */
export const toUndocumented = (reply: CarrierReply, words: string) =>
  new CarrierError("bad_response", words, { status: reply.status, callId: reply.callId, mayHaveHappened: true });

/** Each entry of a list by itself: those that fit the schema in their order, and those that do not, as they came. */
export function judgeItems<T>(schema: z.ZodType<T>, values: readonly unknown[]): { items: T[]; odd: unknown[] } {
  const items: T[] = [];
  const odd: unknown[] = [];
  for (const value of values) {
    const parsed = schema.safeParse(value);
    if (parsed.success) items.push(parsed.data);
    else odd.push(value);
  }
  return { items, odd };
}
