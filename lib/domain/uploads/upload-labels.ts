import { type StateLabel, STATES } from "@/lib/domain/labels";
import type { ItemState } from "@/lib/domain/order";
import { describeKind } from "./kind-texts";
import type { OpenUploads } from "./upload-view";
import type { RowCounts, RowState, UploadKind, UploadProgress, UploadState, UploadStep } from "./upload";

/** How each state is shown wherever an upload appears. */
export const UPLOAD_STATE_LABELS = {
  receiving: { tone: "pending", label: "Uploading" },
  reading: { tone: "pending", label: "Reading" },
  map: { tone: "neutral", label: "Columns to map" },
  loading: { tone: "pending", label: "Checking rows" },
  check: { tone: "neutral", label: "Ready to submit" },
  submitting: { tone: "pending", label: "Submitting" },
  submitted: { tone: "good", label: "Submitted" },
  refused: { tone: "bad", label: "Refused" },
} as const satisfies Record<UploadState, StateLabel>;

export const ROW_STATE_LABELS = {
  ready: { tone: "good", label: "Ready" },
  problem: { tone: "bad", label: "To fix" },
  blocked: { tone: "unknown", label: "Blocked" },
  duplicate: { tone: "neutral", label: "Duplicate" },
  removed: { tone: "neutral", label: "Removed" },
} as const satisfies Record<RowState, StateLabel>;

export const UPLOAD_STEP_LABELS = {
  map: "Map",
  check: "Check",
  submit: "Submit",
  results: "Results",
} as const satisfies Record<UploadStep, string>;

const STEP_OF = {
  receiving: "map",
  reading: "map",
  map: "map",
  loading: "check",
  check: "check",
  submitting: "results",
  submitted: "results",
  refused: "map",
} as const satisfies Record<UploadState, UploadStep>;

/** The step that an upload in this state waits for. */
export const findStep = (state: UploadState): UploadStep => STEP_OF[state];

/** The page of that step. The address without a step leads there too, over a page that is blank. */
export const uploadHref = ({ id, state }: { id: string; state: UploadState }) => `/uploads/${id}/${findStep(state)}`;

/** Steps that can be opened: those before the current one, itself, and the submission once rows are checked. */
export function isStepOpen(step: UploadStep, state: UploadState): boolean {
  switch (step) {
    case "map":
      return true;
    case "check":
      return !["receiving", "reading", "map", "refused"].includes(state);
    case "submit":
      return state === "check" || state === "submitting" || state === "submitted";
    case "results":
      return state === "submitting" || state === "submitted";
  }
}

/** Whether a worker or a browser is at it: the page changes by itself. */
export const isUploadMoving = ({ state, progress }: { state: UploadState; progress: UploadProgress | null }) =>
  progress !== null || ["receiving", "reading", "loading", "submitting"].includes(state);

export const countRows = ({ ready, problem, blocked, duplicate, removed }: RowCounts) =>
  ready + problem + blocked + duplicate + removed;

/** The state as a person should read it: rows to fix come before "Ready to submit". */
export function labelUpload({ state, counts }: { state: UploadState; counts: RowCounts }): StateLabel {
  if (state === "check" && counts.problem > 0) return { tone: "pending", label: "Rows to fix" };
  if (state === "check" && counts.ready === 0) return { tone: "bad", label: "No row can be sent" };
  return UPLOAD_STATE_LABELS[state];
}

/** What a page of an upload says first, before its results do. */
export function answerUpload({ state, counts }: { state: UploadState; counts: RowCounts }): string {
  const rows = (count: number) => (count === 1 ? "1 row" : `${count.toLocaleString("en-US")} rows`);
  switch (state) {
    case "map":
      return "Say what its rows are for";
    case "check":
      if (counts.problem > 0) return `${rows(counts.problem)} to fix`;
      return counts.ready > 0 ? `${rows(counts.ready)} ready to submit` : "No row can be sent";
    case "refused":
      return "This file cannot be used";
    default:
      return UPLOAD_STATE_LABELS[state].label;
  }
}

/** What the list says first: “3 uploads need you: 12 rows to fix, 1 ready to submit”. */
export function answerUploads({ toMap, toFix, rowsToFix, toSubmit, moving }: OpenUploads): string {
  const spell = (count: number, one: string, many = `${one}s`) =>
    `${count.toLocaleString("en-US")} ${count === 1 ? one : many}`;
  const needed = toMap + toFix + toSubmit;
  if (needed === 0)
    return moving > 0 ? `${spell(moving, "upload is", "uploads are")} being worked on` : "No upload needs you";
  const parts = [
    rowsToFix > 0 && `${spell(rowsToFix, "row")} to fix`,
    toMap > 0 && `${toMap.toLocaleString("en-US")} to map`,
    toSubmit > 0 && `${toSubmit.toLocaleString("en-US")} ready to submit`,
  ].filter(Boolean);
  return `${spell(needed, "upload needs", "uploads need")} you: ${parts.join(", ")}`;
}

/** How the outcome of a row that set labels is shown: no carrier has confirmed it. */
export function labelOutcome(state: ItemState, code: string | null): StateLabel {
  if (state === "confirmed") return { tone: "good", label: "Set" };
  if (state === "skipped") return { tone: "neutral", label: code === "undone" ? "Undone" : "Unchanged" };
  return STATES.item[state];
}

export const labelKind = (kind: UploadKind) => (kind === "purchase" ? "Purchase" : describeKind(kind).action);
