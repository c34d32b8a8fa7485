import "server-only";
import type { Context } from "@/lib/context";
import type { Sql } from "@/lib/db/client";
import { listenToChanges } from "@/lib/db/changes";
import { IDLE } from "@/lib/services/people/session-life";

const BEAT_MS = 15_000;
/** How long the browser waits before it connects again, in milliseconds. */
const RETRY_MS = 1_500;

/**
 * Server-sent events until `signal` ends them: `change` (something was committed since the last one), `beat` (nothing else for a while),
 * `ended` (the person's session has). What changed, and whether the person may see it, is for the page's own reading.
 */
export function streamChanges(ctx: Context, signal: AbortSignal, beatMs = BEAT_MS): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let close = () => undefined as void;
  return new ReadableStream<Uint8Array>({
    start(controller) {
      const write = (text: string) => controller.enqueue(encoder.encode(text));
      // A reader that is too slow finds one change in the queue, not a thousand.
      const tell = (event: string) => void ((controller.desiredSize ?? 0) > 0 && write(`event: ${event}\ndata: -\n\n`));
      const stopListening = listenToChanges(ctx.sql, () => tell("change"));
      const beat = setInterval(() => void checkSession(), beatMs);
      const checkSession = async () => {
        const isOpen = await isSessionOpen(ctx.sql, ctx.actor.sessionId, ctx.now()).catch(() => true);
        if (signal.aborted) return;
        tell(isOpen ? "beat" : "ended");
        if (!isOpen) close();
      };
      close = () => {
        clearInterval(beat);
        stopListening();
        signal.removeEventListener("abort", close);
        try {
          controller.close();
        } catch {
          // The reader closed it.
        }
      };
      signal.addEventListener("abort", close, { once: true });
      write(`retry: ${RETRY_MS}\n\n`);
    },
    cancel: () => close(),
  });
}

/** Whether a request of this session would still be answered. Unlike a request, asking does not keep the session alive. */
async function isSessionOpen(sql: Sql, sessionId: string, now: Date): Promise<boolean> {
  const { rowCount } = await sql.query(
    `SELECT FROM session s JOIN person p ON p.id = s.person_id
     WHERE s.id = $1 AND s.ended_at IS NULL AND s.expires_at > $2 AND s.seen_at > $3 AND p.disabled_at IS NULL`,
    [sessionId, now, new Date(now.getTime() - IDLE)],
  );
  return rowCount === 1;
}
