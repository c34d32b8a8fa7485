import type { Tone } from "@/lib/domain/service-state";
import type { Verdict } from "@/lib/domain/verdict";

/** How a verdict is colored. A good one whose readings are old is no longer quiet. */
export function toVerdictTone({
  outcome,
  isMoving,
  asOf,
  claims,
}: Pick<Verdict, "outcome" | "isMoving" | "asOf"> & { claims: readonly unknown[] }): Tone {
  if (isMoving) return "pending";
  if (outcome === "unknown") return "unknown";
  if (outcome === "cannot" || claims.length > 0) return "bad";
  return asOf === null ? "good" : "pending";
}
