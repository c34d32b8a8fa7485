import type { StepState } from "@/lib/domain/readiness-step";
import type { Tone } from "@/lib/domain/service-state";

export const STEP_TONES = {
  done: "good",
  pending: "pending",
  missing: "neutral",
  failed: "bad",
  unknown: "unknown",
  stale: "pending",
  unrecorded: "neutral",
} as const satisfies Record<StepState, Tone>;

export const STEP_WORDS = {
  done: "done",
  pending: "in progress",
  missing: "missing",
  failed: "failed",
  unknown: "not known",
  stale: "too long ago",
  unrecorded: "not recorded",
} as const satisfies Record<StepState, string>;
