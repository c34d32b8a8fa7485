import "server-only";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { inSnapshot } from "@/lib/db/snapshot";
import { type QueryRunner, queryRows } from "@/lib/db/sql";
import { itemState, type ItemState } from "@/lib/domain/order";
import { phoneNumber } from "@/lib/domain/phone-number";
import { rowState } from "@/lib/domain/uploads/upload";
import type { ResultRow, RowsQuery, TextSearch } from "@/lib/domain/uploads/upload-view";
import { explainOutcome } from "@/lib/services/orders/explain-outcome";
import { cellFaults } from "./cell-faults";
import { listProblems } from "./list-rows";
import { openRowCheck, type StoredRowCheck } from "./row-check";
import { findPlaces } from "./row-places";
import { lastItem } from "./sent-rows";
import { readUploadHead, requireMapping } from "./upload-head";

const resultSqlRow = z.object({
  seq: z.number(),
  line: z.number(),
  cells: z.array(z.string()),
  e164: phoneNumber.nullable(),
  row_state: rowState,
  codes: z.array(z.string()),
  faults: cellFaults,
  order_id: z.string().nullable(),
  ref: z.string().nullable(),
  carrier: z.string().nullable(),
  attempt: z.number().nullable(),
  state: itemState.nullable(),
  code: z.string().nullable(),
  message: z.string().nullable(),
  at: z.date().nullable(),
});
type ResultSqlRow = z.infer<typeof resultSqlRow>;
/** A result with the state of its row, which says why it was not sent. */
export type FullResult = ResultRow & { rowState: z.output<typeof rowState> };

/** Rows with the outcome of each: from a place in the filtered list on. Throws NOT_FOUND, CONFLICT (not mapped yet). */
export async function listUploadResultRows(
  ctx: Context,
  { id, ...query }: { id: string } & RowsQuery,
): Promise<{ rows: ResultRow[]; total: number; search?: TextSearch }> {
  const check = await openRowCheck(ctx, requireMapping(await readUploadHead(ctx.sql, id)));
  return inSnapshot(ctx, async ({ sql }) => {
    const { seqs, ...found } = await findPlaces(sql, await readUploadHead(sql, id), query);
    return { rows: await readResults(sql, { id, seqs, check }), ...found };
  });
}

/** The results of these rows, in their order. */
export async function readResults(
  runner: QueryRunner,
  { id, seqs, check }: { id: string; seqs: readonly number[]; check: StoredRowCheck },
): Promise<FullResult[]> {
  const rows = await queryRows(runner, resultSqlRow)`
    SELECT r.seq, r.line, r.cells, r.e164, r.state AS row_state, r.codes, r.faults, x.order_id, o.ref, o.carrier, x.attempt, x.state, x.code,
      x.message, x.at
    FROM upload_row r LEFT JOIN ${lastItem()} ON true LEFT JOIN orders o ON o.id = x.order_id
    WHERE r.upload_id = ${id} AND r.seq = ANY(${seqs}::int[]) ORDER BY r.seq`;
  return rows.map((row) => toResult(row, check));
}

function toResult(row: ResultSqlRow, check: StoredRowCheck): FullResult {
  const place = { seq: row.seq, line: row.line, cells: row.cells, number: row.e164, rowState: row.row_state };
  const { state, order_id: orderId, ref, carrier } = row;
  if (state === null) return { ...place, ...describeNotSent(row, check) };
  if (orderId === null || ref === null || carrier === null) return { ...place, ...describeLabels(row, state) };
  const { meaning, action } = explainOutcome(carrier, { state, code: row.code, message: row.message });
  return {
    ...place,
    status: state,
    code: row.code,
    message: row.message ?? meaning,
    fix: action,
    attempt: row.attempt,
    order: { id: orderId, ref },
    at: row.at?.toISOString() ?? null,
  };
}

/** A row that set labels: its message is a sentence already. */
function describeLabels({ code, message, attempt, at }: ResultSqlRow, status: ItemState) {
  const fix = status === "failed" && code !== "refused" ? "Correct the row, and submit it again." : null;
  return { status, code, message, fix, attempt, order: null, at: at?.toISOString() ?? null };
}

function describeNotSent(row: ResultSqlRow, check: StoredRowCheck) {
  const problems = listProblems({ ...row, state: row.row_state }, check);
  const errors = problems.filter(({ severity }) => severity !== "warning");
  const shown = errors.length > 0 ? errors : problems.filter(({ code }) => code === row.row_state);
  const [first] = row.row_state === "removed" ? [] : shown;
  return {
    status: null,
    code: row.row_state === "removed" ? "removed" : (first?.code ?? null),
    message:
      row.row_state === "removed" ? "Taken out by a person." : shown.map(({ message }) => message).join(" ") || null,
    fix: first?.repair?.label ?? null,
    attempt: null,
    order: null,
    at: null,
  };
}
