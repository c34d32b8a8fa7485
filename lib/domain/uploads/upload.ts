import { z } from "zod";
import { plainOrderKind } from "@/lib/domain/order";

/** What the screen says before a file is chosen. Bytes, rows, columns. */
export const UPLOAD_LIMITS = {
  textBytes: 200_000_000,
  textRows: 1_000_000,
  workbookBytes: 25_000_000,
  workbookRows: 100_000,
  columns: 200,
  /** Of one cell; more is cut, and said. */
  cellCharacters: 1_000,
  /** Different combinations of kind, account and parameters in one upload. */
  targets: 500,
  /** Of one part in which the content is sent. */
  partBytes: 4_000_000,
} as const;

/**
 * `receiving`: its content comes in. `reading`: a worker looks at it. `map`: a person says what the columns are. `loading`: a worker reads
 * all rows. `check`: a person repairs and decides. `submitting`: a worker places the orders. `refused`: it cannot be read, see `fault`.
 */
const UPLOAD_STATES = [
  "receiving",
  "reading",
  "map",
  "loading",
  "check",
  "submitting",
  "submitted",
  "refused",
] as const;
export const uploadState = z.enum(UPLOAD_STATES);
export type UploadState = z.output<typeof uploadState>;

/** The step of the address that shows a state. */
export const UPLOAD_STEPS = ["map", "check", "submit", "results"] as const;
export type UploadStep = (typeof UPLOAD_STEPS)[number];

export const uploadSource = z.enum(["file", "text", "selection"]);
export type UploadSource = z.output<typeof uploadSource>;

/** Orders that an upload can ask for: the plain kinds, and those whose own checks the submission makes. */
export const ORDER_UPLOAD_KINDS = [...plainOrderKind.options, "campaign-assign", "purchase"] as const;
export type OrderUploadKind = (typeof ORDER_UPLOAD_KINDS)[number];
/** Sets customers, tags and notes: our own data, no order and no carrier. */
export const LABELS = "labels";
export const UPLOAD_KINDS = [...ORDER_UPLOAD_KINDS, LABELS] as const;
export const uploadKind = z.enum(UPLOAD_KINDS);
export type UploadKind = z.output<typeof uploadKind>;
export const isOrderUploadKind = (kind: UploadKind): kind is OrderUploadKind => kind !== LABELS;

/**
 * `ready`: can be sent, warnings or not. `problem`: something that the person can repair. `blocked`: nothing in the row can repair it.
 * `duplicate`: an earlier row asks for the same. `removed`: by a person.
 */
export const ROW_STATES = ["ready", "problem", "blocked", "duplicate", "removed"] as const;
export const rowState = z.enum(ROW_STATES);
export type RowState = z.output<typeof rowState>;
export type RowCounts = Record<RowState, number> & { warned: number };

/** How far a worker is, in `unit`s; `total` is null where it is not known. Instants are ISO 8601. */
export const uploadProgress = z.object({
  done: z.number(),
  total: z.number().nullable(),
  unit: z.enum(["bytes", "rows", "numbers", "orders"]),
  startedAt: z.string(),
  /** The worker's own place in its work, where it goes on after a restart. */
  cursor: z.string().max(200).optional(),
});
export type UploadProgress = z.output<typeof uploadProgress>;

/** `onlyIfAllReady`: nothing is sent as long as one row has a problem. `leaveOut`: verdict codes of the dry run. */
export const uploadSubmission = z.object({
  onlyIfAllReady: z.boolean(),
  leaveOut: z.array(z.string().max(100)).max(100),
  reason: z.string().trim().max(500).optional(),
  personId: z.uuid(),
  at: z.string(),
  /** 1 for the first; corrected and failed rows that are submitted again count up. */
  attempt: z.number().int().positive().optional(),
  /** Of the rows that the person saw: the same click again is recognized by it. */
  revision: z.number().int().optional(),
  /** Orders that could not be placed, and why. */
  failures: z.array(z.string()).optional(),
});
export type UploadSubmission = z.output<typeof uploadSubmission>;

const REF = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
/** `U` and seven characters that nobody mistakes for another. */
export const makeUploadRef = (random: (below: number) => number): string =>
  `U${Array.from({ length: 7 }, () => REF.charAt(random(REF.length))).join("")}`;

/** The heading of the row key in our results files; a file that has it is recognized when it comes back. */
export const ROW_KEY_HEADING = "Tandem row";

/** The key of a row in a results file: `U7F3KQ2M-00012-X`, the last character for typing errors. */
export function writeRowKey(ref: string, seq: number): string {
  const stem = `${ref}-${String(seq).padStart(5, "0")}`;
  return `${stem}-${checkCharacter(stem)}`;
}

/** Null where the text is no row key. */
export function readRowKey(text: string): { ref: string; seq: number } | null {
  const [, stem, ref, seq, check] = /^((U[2-9A-Z]{7})-(\d{5,7}))-([2-9A-Z])$/.exec(text.trim().toUpperCase()) ?? [];
  return stem && ref && check === checkCharacter(stem) ? { ref, seq: Number(seq) } : null;
}

function checkCharacter(stem: string): string {
  let sum = 0;
  for (const [index, char] of [...stem].entries()) sum = (sum + (index + 1) * char.charCodeAt(0)) % 31;
  return REF.charAt(sum);
}
