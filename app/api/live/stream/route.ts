import { handler } from "@/lib/handler";
import { streamChanges } from "@/lib/services/live/stream-changes";

const HEADERS = {
  "Content-Type": "text/event-stream; charset=utf-8",
  "Cache-Control": "no-store, no-transform",
  // nginx would keep it back.
  "X-Accel-Buffering": "no",
};

/** → server-sent events: see `streamChanges`. */
export const GET = handler(
  "self:manage",
  {},
  async (ctx, _input, { signal }) => new Response(streamChanges(ctx, signal), { headers: HEADERS }),
);
