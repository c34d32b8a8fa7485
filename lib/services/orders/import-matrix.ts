import "server-only";
import type { Context } from "@/lib/context";
import {
  MATRIX_STATES,
  MATRIX_STEPS,
  type ImportMatrix,
  type MatrixState,
  type MatrixStep,
} from "@/lib/domain/import-matrix";
import type { PhoneNumber } from "@/lib/domain/phone-number";
import { MOST_NUMBERS_PER_ORDER } from "@/lib/domain/order-input";
import { acrossSql, matrixSql } from "./matrix-sql";

/** The numbers of one import, or all that an account has imported. */
export type MatrixScope = { id: string; accountId: string } | { accountId: string };

const writeScope = (scope: MatrixScope): { of: string; order: string; values: unknown[] } =>
  "id" in scope
    ? { of: matrixSql("$1", "$2"), order: "seq", values: [scope.id, scope.accountId] }
    : { of: acrossSql("$1"), order: "e164", values: [scope.accountId] };

/** How many numbers have come how far. */
export async function getImportMatrix({ sql }: Pick<Context, "sql">, scope: MatrixScope): Promise<ImportMatrix> {
  const { of, values } = writeScope(scope);
  const { rows } = await sql.query<Record<MatrixStep, MatrixState> & { count: number }>(
    `SELECT imported, registered, tested, inbound, count(*) AS count FROM (${of}) m GROUP BY 1, 2, 3, 4`,
    values,
  );
  const none = () => Object.fromEntries(MATRIX_STATES.map((state) => [state, 0])) as Record<MatrixState, number>;
  const cells = { imported: none(), registered: none(), tested: none(), inbound: none() };
  for (const row of rows) for (const step of MATRIX_STEPS) cells[step][row[step]] += row.count;
  return { requested: rows.reduce((sum, { count }) => sum + count, 0), cells };
}

/** The numbers of some cells of one column, in the order's own order; at most as many as one order takes. */
export async function listCell(
  { sql }: Pick<Context, "sql">,
  scope: MatrixScope,
  step: MatrixStep,
  states: readonly MatrixState[],
): Promise<PhoneNumber[]> {
  const { of, order, values } = writeScope(scope);
  const { rows } = await sql.query<{ e164: PhoneNumber }>(
    `SELECT e164 FROM (${of}) m WHERE ${step} = ANY($${values.length + 1}::text[]) ORDER BY ${order} LIMIT ${MOST_NUMBERS_PER_ORDER}`,
    [...values, states],
  );
  return rows.map(({ e164 }) => e164);
}
