import "server-only";
import { runTraced } from "@/lib/carriers/registry";

export type SpareRead<T> = { value: T; callId: string | null; calls: number; readAt: Date };

/** A carrier read that nobody waits for: only spare allowance is used. Throws what it threw. */
export async function readSpare<T>(run: () => Promise<T>): Promise<SpareRead<T>> {
  const readAt = new Date();
  const read = await runTraced({ isSpare: true }, run);
  if (read.type === "threw") throw read.error;
  return { value: read.value, callId: read.callId, calls: read.calls, readAt };
}
