import "server-only";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { queryCount, sql, type SqlPart } from "@/lib/db/sql";
import { AppError } from "@/lib/domain/errors";
import { UPLOAD_LIMITS } from "@/lib/domain/uploads/upload";
import type { EditedRows } from "@/lib/domain/uploads/upload-view";
import { spellRows } from "./edit-rows";
import { freeOnly, readFreeRows, runRowEdit, type RunningEdit } from "./run-row-edit";
import { readUploadHead, requireRows } from "./upload-head";

const text = z.string().max(1_000);
export const findCellsInput = z.object({
  /** From 0. */
  column: z.coerce
    .number()
    .int()
    .min(0)
    .max(UPLOAD_LIMITS.columns - 1),
  /** What a whole cell holds, spaces around it aside; empty: cells without a text. */
  find: text,
  /** `part`: every place in a cell that holds it, which is not empty then. */
  in: z.enum(["whole", "part"]).default("whole"),
});
type FindCells = z.output<typeof findCellsInput>;
export const replaceTextInput = findCellsInput.extend({
  id: z.uuid(),
  replace: text,
  revision: z.number().int().min(0),
});
export type ReplaceTextInput = z.output<typeof replaceTextInput>;

/** One statement more for each; what has as many different rows to change is mapped again. */
const MAX_ROWS = 100_000;

/**
 * Writes another text into all cells of a column that hold this one, as a whole or in a part, upper and lower case alike, as one edit that can be undone.
 * Rows that were taken out, or sent, stay. Errors: NOT_FOUND, CONFLICT (rows were changed since), INVALID_INPUT (no such cell, or too many).
 */
export async function replaceUploadText(ctx: Context, input: ReplaceTextInput): Promise<EditedRows> {
  return runRowEdit(ctx, input, async (running) => {
    const rows = await replaceAll(running, input);
    const find = input.in === "part" ? input.find : input.find.trim();
    const holds = input.in === "part" ? `holds “${find}”` : find === "" ? "is empty" : `is “${find}”`;
    if (rows === 0) throw new AppError("INVALID_INPUT", `No cell of this column ${holds}.`);
    return {
      label: `Replaced ${find === "" ? "empty cells" : `“${find}”`} with “${input.replace.trim()}”: ${spellRows(rows)}`,
      rows,
    };
  });
}

/** The condition on `upload_row r`. */
function matchCells({ column, find, in: where }: FindCells): SqlPart {
  const cell = sql`lower(btrim(coalesce(r.cells[${column + 1}::int], '')))`;
  const isFound = where === "part" ? sql`strpos(${cell}, lower(${find})) > 0` : sql`${cell} = lower(${find.trim()})`;
  return sql`r.state <> 'removed' AND ${isFound}`;
}

function createReplacer({ find, replace, in: where }: ReplaceTextInput): (cell: string) => string {
  if (where === "whole") return () => replace.trim();
  if (find === "") throw new AppError("INVALID_INPUT", "Enter the text to look for.");
  const pattern = new RegExp(find.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&"), "giu");
  return (cell) => cell.replace(pattern, () => replace).trim();
}

/** How many cells a replacement would change: at most 100,001. Throws NOT_FOUND, CONFLICT (its rows are not there yet). */
export async function countUploadCells(
  ctx: Pick<Context, "sql">,
  { id, ...input }: { id: string } & FindCells,
): Promise<{ cells: number }> {
  if (input.in === "part" && input.find === "") return { cells: 0 };
  const upload = requireRows(await readUploadHead(ctx.sql, id));
  const count = await queryCount(ctx.sql)`
    SELECT count(*) AS count FROM (
      SELECT FROM upload_row r WHERE r.upload_id = ${id} AND ${matchCells(input)} ${freeOnly(upload)} LIMIT ${MAX_ROWS + 1}) c`;
  return { cells: count };
}

async function replaceAll(running: RunningEdit, input: ReplaceTextInput): Promise<number> {
  const write = createReplacer(input);
  let replaced = 0;
  for await (const rows of readFreeRows(running, matchCells(input))) {
    replaced += rows.length;
    if (replaced > MAX_ROWS)
      throw new AppError(
        "INVALID_INPUT",
        `More than ${MAX_ROWS.toLocaleString("en-US")} rows have this text. Set the value for all rows on the map instead.`,
      );
    await running.edit.apply(
      rows.map((row) => running.check.change(row, { [input.column]: write(row.cells[input.column] ?? "") })),
    );
  }
  return replaced;
}
