import { z } from "zod";

export const TIMELINE_STEP = 30;

const query = z.object({ timeline: z.coerce.number().int().min(TIMELINE_STEP).max(1_000).catch(TIMELINE_STEP) });

/** How many entries of the timeline the address asks for. */
export const readTimelineSize = (searchParams: Record<string, unknown>) => query.parse(searchParams).timeline;
