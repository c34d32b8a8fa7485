import type { MatrixState, MatrixStep } from "@/lib/domain/import-matrix";
import type { Tone } from "@/lib/domain/service-state";

export const STEP_WORDS = {
  imported: "Imported",
  registered: "Registered",
  tested: "Test sent",
  inbound: "Inbound seen",
} as const satisfies Record<MatrixStep, string>;

export const MATRIX_WORDS = {
  done: { tone: "good", label: "Confirmed" },
  stale: { tone: "pending", label: "Too long ago" },
  pending: { tone: "pending", label: "Under way" },
  missing: { tone: "neutral", label: "Missing" },
  failed: { tone: "bad", label: "Failed" },
  unknown: { tone: "unknown", label: "Unknown" },
  waiting: { tone: "neutral", label: "After an earlier step" },
} as const satisfies Record<MatrixState, { tone: Tone; label: string }>;
