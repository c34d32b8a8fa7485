import type { CheckedRow, RowCell, RowTarget } from "@/lib/domain/uploads/checked-row";
import type { UploadMapping } from "@/lib/domain/uploads/mapping";
import type { ProblemCode } from "@/lib/domain/uploads/problems";
import { readRowKey, type RowState, UPLOAD_LIMITS } from "@/lib/domain/uploads/upload";
import { FileFault } from "../check-zip";
import { encodeRow, type StoredRow } from "./encode-row";
import { NumberSet } from "./number-set";
import type { SourceRow } from "./source-row";

export type NumberedTarget = RowTarget & { n: number };
/** Rows to be stored together: lines for COPY, and the targets that they are the first to name. */
export type RowBatch = { text: string; rows: number; targets: NumberedTarget[] };
/** `keys`: rows by the upload whose row keys they carry. */
export type LoadSummary = { rows: number; keys: Record<string, number> };

export type LoadOptions = {
  uploadId: string;
  mapping: UploadMapping;
  check: (cells: readonly RowCell[]) => CheckedRow[];
  /** Of the file, before ranges are expanded. */
  maxRows: number;
  /** A pasted text, such as a mail: lines without a number are left out as removed rows. */
  isProse?: boolean;
};

/** Other uploads whose row keys are counted. */
const MAX_REFS = 100;
const NO_NUMBER: ReadonlySet<string> = new Set<ProblemCode>(["no-digits", "not-a-row"]);
/** Few at first, so that something is on screen soon. */
const FIRST_BATCH_ROWS = 500;
/** Small enough that PostgreSQL and its disk have a pause several times a second. */
const BATCH_CHARACTERS = 500_000;

/** Checks all rows and finds duplicates. Throws FileFault where there are too many. */
export async function* loadRows(
  source: AsyncIterable<SourceRow[]>,
  { uploadId, mapping, check, maxRows, isProse = false }: LoadOptions,
): AsyncGenerator<RowBatch, LoadSummary> {
  const headerLine = mapping.headerLine ?? 0;
  const keyColumn = mapping.columns.indexOf("rowKey");
  const keys = new Map<string, number>();
  const targets = createTargetNumbers();
  const known = new NumberSet();
  const lines = { read: 0, stored: 0 };
  let batch: RowBatch = { text: "", rows: 0, targets: [] };

  function store(line: number, faults: StoredRow["faults"], checkedRow: CheckedRow) {
    const { cells, number, target, state: checked, problems } = checkedRow;
    lines.stored += 1;
    if (lines.stored > UPLOAD_LIMITS.textRows) throw tooMany(UPLOAD_LIMITS.textRows, "Expand fewer ranges, or split");
    const codes = problems.length === 0 ? [] : [...new Set(problems.map(({ code }) => code))];
    let state: RowState = checked;
    if (isProse && codes.some((code) => NO_NUMBER.has(code))) state = "removed";
    let place: number | null = null;
    if (target !== null) {
      place = targets.find(target, batch.targets);
      if (place === null && state === "ready") {
        state = "blocked";
        codes.push("too-many-targets");
      }
    }
    if (state === "ready" && number !== null && place !== null && !known.add(Number(number.slice(2)) * 512 + place))
      state = "duplicate";
    batch.text += encodeRow(uploadId, { seq: lines.stored, line, cells, number, target: place, state, codes, faults });
    batch.rows += 1;
  }

  for await (const rows of source) {
    for (const { line, cells, isHidden, isBroken } of rows) {
      if (line <= headerLine || (isHidden && mapping.hiddenRows === "leave-out")) continue;
      lines.read += 1;
      if (lines.read > maxRows) throw tooMany(maxRows, "Split");
      const faults = listFaults(cells);
      if (isBroken) store(line, faults, describeBroken(cells));
      else for (const checked of check(cells)) store(line, faults, checked);
      const key = keyColumn < 0 ? null : readRowKey(cells[keyColumn]?.text ?? "");
      if (key && (keys.has(key.ref) || keys.size < MAX_REFS)) keys.set(key.ref, (keys.get(key.ref) ?? 0) + 1);
      const isFirst = lines.stored === batch.rows;
      if (batch.text.length < BATCH_CHARACTERS && !(isFirst && batch.rows >= FIRST_BATCH_ROWS)) continue;
      yield batch;
      batch = { text: "", rows: 0, targets: [] };
    }
  }
  if (batch.rows > 0) yield batch;
  return { rows: lines.stored, keys: Object.fromEntries(keys) };
}

function listFaults(cells: readonly RowCell[]): StoredRow["faults"] {
  let faults: Record<number, string> | null = null;
  for (const [index, { fault }] of cells.entries()) if (fault !== undefined) (faults ??= {})[index] = fault;
  return faults;
}

const tooMany = (max: number, advice: string) =>
  new FileFault(`There are more than ${max.toLocaleString("en-US")} rows. ${advice} the file and upload the parts.`);

const describeBroken = (cells: readonly RowCell[]): CheckedRow => ({
  cells: cells.map(({ text }) => text),
  number: null,
  target: null,
  state: "problem",
  problems: [{ code: "malformed-row", severity: "error", column: null, message: cells[0]?.fault ?? "", repair: null }],
});

/** Numbers from 1, in the order in which rows name them. */
function createTargetNumbers() {
  const byKey = new Map<string, number>();
  let last: RowTarget | null = null;
  let lastPlace: number | null = null;
  return {
    /** Null: there are too many already. A new one is added to `fresh`. */
    find(target: RowTarget, fresh: NumberedTarget[]): number | null {
      if (target === last) return lastPlace;
      const params = Object.entries(target.params).sort(([one], [other]) => (one < other ? -1 : 1));
      const key = JSON.stringify([target.kind, target.accountId, params]);
      let place = byKey.get(key) ?? null;
      if (place === null && byKey.size < UPLOAD_LIMITS.targets) {
        place = byKey.size + 1;
        byKey.set(key, place);
        fresh.push({ ...target, n: place });
      }
      last = target;
      lastPlace = place;
      return place;
    },
  };
}
