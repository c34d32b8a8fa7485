import { z } from "zod";
import { TIMELINE_TOPICS } from "@/lib/domain/timeline";

const STEP = 30;

const query = z.object({
  timeline: z.coerce.number().int().min(STEP).max(1_000).catch(STEP),
  show: z.enum(TIMELINE_TOPICS).nullable().catch(null),
});

/** How many entries of the timeline the address asks for, and about what; null: everything. */
export function readTimeline(searchParams: Record<string, unknown>) {
  const { timeline, show } = query.parse(searchParams);
  return { most: timeline, topic: show };
}
export type ShownTimeline = ReturnType<typeof readTimeline>;

/** The number's page with another part of its timeline. */
export function hrefTimeline(number: string, { most, topic }: ShownTimeline): string {
  const params = new URLSearchParams({ ...(most > STEP && { timeline: String(most) }), ...(topic && { show: topic }) });
  return `/numbers/${encodeURIComponent(number)}${params.size > 0 ? `?${params}` : ""}`;
}

export const showMore = ({ most, topic }: ShownTimeline): ShownTimeline => ({ most: most + 3 * STEP, topic });
export const showTopic = (topic: ShownTimeline["topic"]): ShownTimeline => ({ most: STEP, topic });
