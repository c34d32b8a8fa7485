import { z } from "zod";
import { itemState } from "@/lib/domain/order";
import type { OrderStatus } from "@/lib/domain/order";
import { phoneNumber, type PhoneNumber } from "@/lib/domain/phone-number";
import type { PreflightOutcome } from "@/lib/domain/preflight";
import type { UploadInspection } from "./inspection";
import type { RowProblem } from "./checked-row";
import type { UploadMapping } from "./mapping";
import {
  type RowCounts,
  type RowState,
  rowState,
  type UploadKind,
  type UploadProgress,
  type UploadSource,
  type UploadState,
  type UploadSubmission,
} from "./upload";

/** A line of the list. */
export type UploadRow = {
  id: string;
  ref: string;
  source: UploadSource;
  name: string;
  bytes: number;
  state: UploadState;
  fault: string | null;
  counts: RowCounts;
  kinds: readonly UploadKind[];
  progress: UploadProgress | null;
  orders: number;
  /** Of the numbers in its orders, and of the rows that set labels. */
  outcome: { confirmed: number; failed: number; pending: number; unknown: number; skipped: number } | null;
  personName: string | null;
  createdAt: string;
  keptUntil: string;
};

/** Uploads that wait for a person, by what for, and those that a worker is at. */
export type OpenUploads = { toMap: number; toFix: number; rowsToFix: number; toSubmit: number; moving: number };

/** An upload, for all of its steps. */
export type UploadView = UploadRow & {
  inspection: UploadInspection | null;
  mapping: UploadMapping | null;
  /** What the map starts with: the mapping in force, else what the person chose last under these headings, else the guesses. */
  suggestion: UploadMapping | null;
  /** When the person who looks chose last under these headings; null: never. */
  memory: { at: string } | null;
  targets: readonly UploadTarget[];
  submission: UploadSubmission | null;
  preview: UploadPreview | null;
  corrects: { id: string; ref: string; name: string } | null;
  /** Other uploads with the same content. */
  twins: readonly { id: string; ref: string; name: string; createdAt: string; state: UploadState }[];
  revision: number;
  /** What *Undo* would take back. */
  lastEdit: { revision: number; label: string; at: string; personName: string | null } | null;
  /** Parts that have come, while it is being received. */
  parts: readonly number[];
};

export type UploadTarget = {
  n: number;
  kind: UploadKind;
  /** Null where no carrier is asked. */
  accountId: string | null;
  accountName: string;
  mode: "live" | "sandbox" | null;
  params: Readonly<Record<string, string>>;
  /** Ready rows. */
  rows: number;
};

/** Rows of the grid: `from` is the place among the filtered rows, from 0. */
export const rowsQuery = z.object({
  state: rowState.optional(),
  /** Rows with this problem or warning. */
  code: z.string().max(100).optional(),
  /** Rows with this verdict of the dry run. */
  verdict: z.string().max(100).optional(),
  outcome: itemState.optional(),
  /** Digits of the number, or any text of a cell. */
  q: z.string().trim().max(100).optional(),
  from: z.coerce.number().int().min(0).catch(0),
  most: z.coerce.number().int().min(1).max(200).catch(100),
});
export type RowsQuery = z.output<typeof rowsQuery>;

export type GridRow = {
  seq: number;
  line: number;
  cells: readonly string[];
  number: PhoneNumber | null;
  target: number | null;
  state: RowState;
  problems: readonly RowProblem[];
  /** The seq of the row that asks for the same. */
  duplicateOf: number | null;
  verdict: { outcome: PreflightOutcome; code: string } | null;
};
/** How far a search for a text has come: `searched` of `rows` were looked at; more matches than `total` where it is capped. */
export type TextSearch = { searched: number; rows: number; isCapped: boolean };

/** `total`: rows of the filter, of a search those found so far. */
export type GridPage = { rows: readonly GridRow[]; total: number; search?: TextSearch };

/** All rows with one problem. `canFix`: rows for which it has a repair. */
export type ProblemGroup = {
  code: string;
  severity: RowProblem["severity"];
  title: string;
  repair: string | null;
  rows: number;
  canFix: number;
  example: { seq: number; line: number; text: string; message: string };
  /** Names of customers that could be created for these rows instead. */
  create: readonly string[];
};

/** Changes of rows. `cells`: by column; `null` takes the row out. */
export const editRowsInput = z.object({
  id: z.uuid(),
  revision: z.number().int().min(0),
  rows: z
    .array(
      z.object({
        seq: z.number().int().positive(),
        cells: z.record(z.string().regex(/^\d{1,3}$/), z.string().max(1_000)).nullable(),
      }),
    )
    .min(1)
    .max(1_000),
});
export type EditRowsInput = z.output<typeof editRowsInput>;

/** What an act on rows did; `revision` is its number. */
export type EditedRows = { revision: number; label: string; rows: number };

/** The dry run: ready rows by what is expected of them. */
export type UploadPreview = {
  /** When, and whether the carriers were asked for it. */
  at: string;
  isFresh: boolean;
  groups: readonly UploadVerdictGroup[];
  notes: readonly { code: string; message: string; count: number }[];
  /** Why accounts could not be asked. */
  failures: readonly string[];
};
export type UploadVerdictGroup = {
  outcome: PreflightOutcome;
  code: string;
  title: string;
  explanation: string;
  isIncluded: boolean;
  rows: number;
  examples: readonly PhoneNumber[];
};

/** What would be sent, before it is. */
export type UploadPlan = {
  orders: readonly {
    kind: UploadKind;
    accountId: string | null;
    accountName: string;
    mode: "live" | "sandbox" | null;
    numbers: number;
    /** "10,000 numbers at 10 per second: about 17 min". */
    sentence: string;
    seconds: number;
    consequences: string;
    isDangerous: boolean;
    firstNumbers: readonly PhoneNumber[];
  }[];
  numbers: number;
  leftOut: number;
  /** The same by reason: "12 rows have a problem". */
  leftOutBy?: readonly { reason: string; rows: number }[];
  /** 1 for the first submission; later ones send what changed or failed. */
  attempt?: number;
  /** Above 25 numbers the count is typed and a reason given. */
  needsCount: boolean;
  /** Why nothing can be sent as things stand. */
  fault: string | null;
};

/** Rows by outcome; together they are all rows of the upload. */
export type UploadResults = {
  orders: readonly {
    id: string;
    ref: string;
    kind: UploadKind;
    accountName: string;
    status: OrderStatus;
    attempt: number;
    numbers: number;
  }[];
  counts: Record<z.output<typeof itemState> | "not-sent", number>;
  isSettled: boolean;
  /** Orders of the last submission that could not be placed, and why. */
  failures?: readonly string[];
  /** Rows whose labels were set, those that can still be taken back, and those that were; null: the upload sets none. */
  labels: { set: number; canUndo: number; undone: number } | null;
};

export type ResultRow = {
  seq: number;
  line: number;
  cells: readonly string[];
  number: PhoneNumber | null;
  /** Null: not sent. */
  status: z.output<typeof itemState> | null;
  code: string | null;
  message: string | null;
  /** What to do about it. */
  fix: string | null;
  attempt: number | null;
  order: { id: string; ref: string } | null;
  at: string | null;
};

/** A frozen list of numbers with its filter as a text: "Ours · Texas · SMS off". */
export const selectionInput = z.object({
  name: z.string().trim().min(1).max(300),
  source: z.discriminatedUnion("list", [
    /** The address of the numbers table, without its page. */
    z.object({ list: z.literal("numbers"), query: z.string().max(2_000) }),
    z.object({ list: z.literal("order"), orderId: z.uuid(), query: z.string().max(2_000) }),
    /** The address of a lookup, with its filter. */
    z.object({ list: z.literal("lookup"), lookupId: z.uuid(), query: z.string().max(2_000) }),
    z.object({ list: z.literal("given"), numbers: z.array(phoneNumber).min(1).max(10_000) }),
  ]),
});
export type SelectionInput = z.output<typeof selectionInput>;
