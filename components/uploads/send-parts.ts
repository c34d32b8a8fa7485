import type { Failure } from "@/lib/domain/result";
import { UPLOAD_LIMITS } from "@/lib/domain/uploads/upload";

/** What the portal answered to one part. `lost`: no answer, or one that a later try may change. */
export type PartAnswer = { outcome: "kept" } | { outcome: "lost" } | { outcome: "refused"; failure: Failure };

type SendPart = (n: number, body: Blob, onSent: (bytes: number) => void, signal: AbortSignal) => Promise<PartAnswer>;

export type SendParts = {
  content: Blob;
  /** Parts that the portal has already. */
  kept: readonly number[];
  sendPart: SendPart;
  /** Bytes that have arrived or are on their way; `isWaiting` while no part gets through. */
  onProgress: (progress: { sent: number; isWaiting: boolean }) => void;
  /** Resolves after so many milliseconds, or earlier once the connection is back. */
  pause: (ms: number, signal: AbortSignal) => Promise<void>;
  signal: AbortSignal;
};

const AT_A_TIME = 2;
/** Waits between tries, in ms; the last one repeats. */
const WAITS_MS = [500, 1_000, 2_000, 4_000, 8_000];

/** How many parts hold so many bytes; an empty content has one. */
export const countParts = (bytes: number) => Math.max(1, Math.ceil(bytes / UPLOAD_LIMITS.partBytes));

/** Sends the missing parts, two at a time, each until it arrives. Resolves with the failure of a part that was refused, else null. */
export async function sendParts({
  content,
  kept,
  sendPart,
  onProgress,
  pause,
  signal,
}: SendParts): Promise<Failure | null> {
  const sizeOf = (n: number) => sliceOf(content, n).size;
  const all = Array.from({ length: countParts(content.size) }, (_, n) => n);
  const missing = all.filter((n) => !kept.includes(n));
  const sent = new Map(all.filter((n) => kept.includes(n)).map((n) => [n, sizeOf(n)]));
  const open = new Set<number>();
  const waiting = new Set<number>();
  let failure: Failure | null = null;
  const report = () =>
    onProgress({
      sent: [...sent.values()].reduce((sum, bytes) => sum + bytes, 0),
      isWaiting: open.size > 0 && [...open].every((n) => waiting.has(n)),
    });

  const sendOne = async (n: number) => {
    for (let tries = 0; failure === null && !signal.aborted; tries += 1) {
      const body = sliceOf(content, n);
      const answer = await sendPart(
        n,
        body,
        (bytes) => {
          waiting.delete(n);
          sent.set(n, Math.min(bytes, body.size));
          report();
        },
        signal,
      );
      if (answer.outcome === "kept") {
        waiting.delete(n);
        sent.set(n, body.size);
        report();
        return;
      }
      if (answer.outcome === "refused") {
        failure = answer.failure;
        return;
      }
      if (signal.aborted) return;
      sent.set(n, 0);
      if (tries > 0) waiting.add(n);
      report();
      await pause(WAITS_MS[Math.min(tries, WAITS_MS.length - 1)] ?? 0, signal);
    }
  };
  const work = async () => {
    for (let n = missing.shift(); n !== undefined && failure === null && !signal.aborted; n = missing.shift()) {
      open.add(n);
      await sendOne(n);
      open.delete(n);
    }
  };
  report();
  await Promise.all(Array.from({ length: AT_A_TIME }, work));
  return failure;
}

const sliceOf = (content: Blob, n: number) =>
  content.slice(n * UPLOAD_LIMITS.partBytes, (n + 1) * UPLOAD_LIMITS.partBytes);
