import type { Tone } from "@/lib/domain/service-state";
import type { ReadinessStep } from "@/lib/services/numbers/number-view";

export const STEP_TONES = {
  done: "good",
  pending: "pending",
  missing: "neutral",
  failed: "bad",
  unknown: "unknown",
} as const satisfies Record<ReadinessStep["state"], Tone>;

export const STEP_WORDS = {
  done: "done",
  pending: "under way",
  missing: "missing",
  failed: "failed",
  unknown: "not known",
} as const satisfies Record<ReadinessStep["state"], string>;
