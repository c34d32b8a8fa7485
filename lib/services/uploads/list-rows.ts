import "server-only";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { inSnapshot } from "@/lib/db/snapshot";
import { queryRows } from "@/lib/db/sql";
import { phoneNumber } from "@/lib/domain/phone-number";
import { PREFLIGHT_OUTCOMES } from "@/lib/domain/preflight";
import type { RowProblem } from "@/lib/domain/uploads/checked-row";
import { describeRowCode, DUPLICATE, messageOfCode } from "@/lib/domain/uploads/row-codes";
import { rowState } from "@/lib/domain/uploads/upload";
import type { GridPage, GridRow, RowsQuery } from "@/lib/domain/uploads/upload-view";
import { cellFaults } from "./cell-faults";
import { openRowCheck, type StoredRowCheck } from "./row-check";
import { findPlaces } from "./row-places";
import { readUploadHead, requireMapping } from "./upload-head";

const gridSqlRow = z.object({
  seq: z.number(),
  line: z.number(),
  cells: z.array(z.string()),
  e164: phoneNumber.nullable(),
  target: z.number().nullable(),
  state: rowState,
  codes: z.array(z.string()),
  faults: cellFaults,
  duplicate_of: z.number().nullable(),
  outcome: z.enum(PREFLIGHT_OUTCOMES).nullable(),
  verdict: z.string().nullable(),
});
type GridSqlRow = z.infer<typeof gridSqlRow>;

/** Rows of the grid from a place in the filtered list on, with what is wrong with each. Throws NOT_FOUND, CONFLICT (not mapped yet). */
export async function listUploadRows(ctx: Context, { id, ...query }: { id: string } & RowsQuery): Promise<GridPage> {
  const check = await openRowCheck(ctx, requireMapping(await readUploadHead(ctx.sql, id)));
  return inSnapshot(ctx, async ({ sql }) => {
    const head = requireMapping(await readUploadHead(sql, id));
    const { seqs, ...found } = await findPlaces(sql, head, query);
    const rows = await queryRows(sql, gridSqlRow)`
      SELECT r.seq, r.line, r.cells, r.e164, r.target, r.state, r.codes, r.faults, d.seq AS duplicate_of, v.outcome, v.code AS verdict
      FROM upload_row r
      LEFT JOIN LATERAL (
        SELECT f.seq FROM upload_row f WHERE r.state = 'duplicate' AND f.upload_id = r.upload_id AND f.e164 = r.e164
          AND f.target = r.target AND f.state = 'ready' ORDER BY f.seq LIMIT 1) d ON true
      LEFT JOIN upload_verdict v ON v.upload_id = r.upload_id AND v.seq = r.seq AND r.state = 'ready'
      WHERE r.upload_id = ${id} AND r.seq = ANY(${seqs}::int[]) ORDER BY r.seq`;
    return { rows: rows.map((row) => toGridRow(row, check)), ...found };
  });
}

const toGridRow = (row: GridSqlRow, check: StoredRowCheck): GridRow => ({
  seq: row.seq,
  line: row.line,
  cells: row.cells,
  number: row.e164,
  target: row.target,
  state: row.state,
  problems: listProblems(row, check),
  duplicateOf: row.duplicate_of,
  verdict: row.outcome && row.verdict !== null ? { outcome: row.outcome, code: row.verdict } : null,
});

/** What the check of its cells finds, and what only a look at other rows or at the carrier has found. */
export function listProblems(
  { cells, codes, state, faults }: Pick<GridSqlRow, "cells" | "codes" | "state" | "faults">,
  check: StoredRowCheck,
): RowProblem[] {
  const [checked] = codes.length > 0 ? check({ cells, faults }) : [];
  const found = checked?.problems ?? [];
  const later = codes.filter((code) => !found.some((problem) => problem.code === code));
  if (state === "duplicate") later.push(DUPLICATE);
  return [
    ...found,
    ...later.map((code) => ({
      code,
      severity: describeRowCode(code).severity,
      column: null,
      message: messageOfCode(code),
      repair: null,
    })),
  ];
}
