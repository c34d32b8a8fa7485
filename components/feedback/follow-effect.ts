import { type EffectView, isEffectMoving } from "@/lib/domain/effect";
import type { Failure, Result } from "@/lib/domain/result";
import { fetchResult } from "./fetch-result";

const PAUSES_MS = [80, 80, 120, 120, 200, 300, 500] as const;
const LAST_PAUSE_MS = 1_000;
const MAX_READS = 25;

/** Reads a change at a carrier until `isOver`, or for about 20 seconds. Resolves with its last state, or why it could not be read. */
export async function followEffect(
  id: string,
  isOver: (effect: EffectView) => boolean = (effect) => !isEffectMoving(effect),
): Promise<Result<EffectView>> {
  for (let reads = 1; ; reads += 1) {
    await new Promise((resolve) => setTimeout(resolve, PAUSES_MS[reads - 1] ?? LAST_PAUSE_MS));
    const result = await fetchResult<EffectView>(`/api/effects/${id}`);
    if (!result.ok || isOver(result.data) || reads >= MAX_READS) return result;
  }
}

/** What the carrier answered to a change that failed, or why it still waits. */
export function toEffectFailure({ state, code, message }: EffectView): Failure {
  const reason = [code, message].filter(Boolean).join(": ");
  if (state === "failed") return { code: "CARRIER_REJECTED", message: reason };
  const waits = "It waits to be sent, and follows by itself.";
  return { code: "CARRIER_UNAVAILABLE", message: reason === "" ? waits : `${waits} ${reason}` };
}
