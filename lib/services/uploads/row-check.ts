import "server-only";
import type { Context } from "@/lib/context";
import { cleanText, cutText } from "@/lib/domain/clean-text";
import { createRowCheck, createRowSplit } from "@/lib/domain/uploads/check-row";
import type { CheckedRow, RowRepair } from "@/lib/domain/uploads/checked-row";
import { UPLOAD_LIMITS } from "@/lib/domain/uploads/upload";
import type { CellFaults } from "./cell-faults";
import { readUploadChoices } from "./read-choices";
import type { RowChange, StoredRow } from "./row-edit";
import type { MappedUpload } from "./upload-head";

type StoredCells = { cells: readonly string[]; faults: CellFaults };

export type StoredRowCheck = {
  (row: StoredCells): readonly CheckedRow[];
  /** The row with some of its cells changed, by column; null takes it out. */
  change: (row: StoredRow, cells: Readonly<Record<string, string>> | null) => RowChange;
  /** The row with one of its repairs. */
  repair: (row: StoredRow, repair: RowRepair) => RowChange;
};

/** Checks rows by what is kept of them. */
export async function openRowCheck(ctx: Context, { mapping }: Pick<MappedUpload, "mapping">): Promise<StoredRowCheck> {
  const checkCells = createRowCheck(mapping, await readUploadChoices(ctx, mapping));
  const split = createRowSplit(mapping);
  const check = ({ cells, faults }: StoredCells) =>
    checkCells(cells.map((text, index) => ({ text, ...(faults?.[index] !== undefined && { fault: faults[index] }) })));
  const change: StoredRowCheck["change"] = (row, cells) => {
    if (cells === null) return { row, rows: null, faults: row.faults };
    const changed = changeRow(row, cells);
    return { row, rows: check(changed), faults: changed.faults };
  };
  const repair: StoredRowCheck["repair"] = (row, { cells, split: into }) => {
    const parts = cells && into ? split(changeRow(row, cells).cells, into) : null;
    if (!cells || !parts) return change(row, cells);
    const { faults } = changeRow(row, cells);
    return { row, rows: parts.flatMap((part) => check({ cells: part, faults })), faults };
  };
  return Object.assign(check, { change, repair });
}

/** A column beyond the row's end is added. What was wrong with a cell goes with its text. */
function changeRow({ cells, faults }: StoredCells, changes: Readonly<Record<string, string>>): StoredCells {
  const changed = [...cells];
  for (const [column, text] of Object.entries(changes)) {
    const index = Number(column);
    if (index >= UPLOAD_LIMITS.columns) continue;
    while (changed.length < index) changed.push("");
    changed[index] = cutText(cleanText(text), UPLOAD_LIMITS.cellCharacters);
  }
  const left = Object.entries(faults ?? {}).filter(([column]) => changes[column] === undefined);
  return { cells: changed, faults: left.length > 0 ? Object.fromEntries(left) : null };
}
