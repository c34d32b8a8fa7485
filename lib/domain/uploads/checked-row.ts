import type { PhoneNumber } from "@/lib/domain/phone-number";
import type { RowState, UploadKind } from "./upload";

/** What a row asks for. `accountId` is null for what no carrier is asked for. */
export type RowTarget = { kind: UploadKind; accountId: string | null; params: Readonly<Record<string, string>> };

/** A cell of a row, and why it cannot be taken for what it shows (a date, a formula without a result). */
export type RowCell = { text: string; fault?: string };

/**
 * A repair that needs no further word from the person: the cells as they would be; `null` takes the row out. `split`: the row becomes
 * several, see `createRowSplit`; `cells` is empty then.
 */
export type RowRepair = { label: string; cells: Readonly<Record<number, string>> | null; split?: RowSplit };

/** `expand`: a row for every number of a range. `each`: a row for each number that is written; of a range, its first and last one. */
export type RowSplit = "expand" | "each";

/**
 * One thing about a row. `column` is the cell's index, null where it is the whole row. `error`: the person can repair it. `block`: nothing
 * in the row can. `warning`: the row can be sent.
 */
export type RowProblem = {
  code: string;
  severity: "error" | "block" | "warning";
  column: number | null;
  /** What was found, what was expected, how to repair it. */
  message: string;
  repair: RowRepair | null;
};

/** The outcome of checking one row: all problems, not the first one. Duplicates are found where all rows are seen. */
export type CheckedRow = {
  /** As they are kept and checked again: a row of an expanded range holds its own number. */
  cells: readonly string[];
  number: PhoneNumber | null;
  target: RowTarget | null;
  state: Extract<RowState, "ready" | "problem" | "blocked">;
  problems: readonly RowProblem[];
};

/** What the cells of a row may name: read once for a whole upload. */
export type UploadChoices = {
  accounts: readonly UploadAccount[];
  campaigns: readonly { accountId: string; campaignId: string; isReady: boolean; standing: string }[];
  applications: readonly { accountId: string; id: string; name: string }[];
  /** Null: not read, or too many to send to a browser; what cells name is not looked up then. */
  labels: LabelChoices | null;
};
export type LabelChoices = {
  customers: readonly { name: string; isArchived: boolean }[];
  tags: readonly string[];
};
export type UploadAccount = {
  id: string;
  carrierId: string;
  carrierLabel: string;
  label: string;
  mode: "live" | "sandbox";
  kinds: readonly UploadKind[];
  /** What the account's settings fix, where its carrier has such a thing. */
  site: string | null;
  sipPeer: string | null;
};
