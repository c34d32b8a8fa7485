import "server-only";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { numberRow, queryRows, raw, sql, type SqlPart } from "@/lib/db/sql";
import {
  MATRIX_STATES,
  MATRIX_STEPS,
  type ImportMatrix,
  type MatrixState,
  type MatrixStep,
} from "@/lib/domain/import-matrix";
import type { PhoneNumber } from "@/lib/domain/phone-number";
import { MAX_NUMBERS_PER_ORDER } from "@/lib/domain/order-input";
import { acrossSql, matrixSql } from "./matrix-sql";

/** The numbers of one import, or all that an account has imported. */
export type MatrixScope = { id: string; accountId: string } | { accountId: string };

const selectScope = (scope: MatrixScope): SqlPart =>
  "id" in scope ? matrixSql(sql`${scope.id}`, sql`${scope.accountId}`) : acrossSql(sql`${scope.accountId}`);

const matrixState = z.enum(MATRIX_STATES);
const matrixRow = z.object({
  imported: matrixState,
  registered: matrixState,
  tested: matrixState,
  inbound: matrixState,
  count: z.number(),
});

/** How many numbers have come how far. */
export async function getImportMatrix(ctx: Pick<Context, "sql">, scope: MatrixScope): Promise<ImportMatrix> {
  const rows = await queryRows(ctx.sql, matrixRow)`
    SELECT imported, registered, tested, inbound, count(*) AS count FROM (${selectScope(scope)}) m GROUP BY 1, 2, 3, 4`;
  const none = () => Object.fromEntries(MATRIX_STATES.map((state) => [state, 0])) as Record<MatrixState, number>;
  const cells = { imported: none(), registered: none(), tested: none(), inbound: none() };
  for (const row of rows) for (const step of MATRIX_STEPS) cells[step][row[step]] += row.count;
  return { requested: rows.reduce((sum, { count }) => sum + count, 0), cells };
}

/** The numbers of some cells of one column, in the order's own order; at most as many as one order takes. */
export async function listCell(
  ctx: Pick<Context, "sql">,
  scope: MatrixScope,
  step: MatrixStep,
  states: readonly MatrixState[],
): Promise<PhoneNumber[]> {
  const rows = await queryRows(ctx.sql, numberRow)`
    SELECT e164 FROM (${selectScope(scope)}) m WHERE ${raw(step)} = ANY(${states}::text[])
       ORDER BY ${raw("id" in scope ? "seq" : "e164")} LIMIT ${MAX_NUMBERS_PER_ORDER}`;
  return rows.map(({ e164 }) => e164);
}
