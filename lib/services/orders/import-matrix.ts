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
import { matrixSql } from "./matrix-sql";

type Order = { id: string; accountId: string };

/** How many numbers of an import have come how far. */
export async function getImportMatrix({ sql }: Pick<Context, "sql">, { id, accountId }: Order): Promise<ImportMatrix> {
  const { rows } = await sql.query<Record<MatrixStep, MatrixState> & { count: number }>(
    `SELECT imported, registered, tested, inbound, count(*) AS count FROM (${matrixSql("$1", "$2")}) m GROUP BY 1, 2, 3, 4`,
    [id, accountId],
  );
  const none = () => Object.fromEntries(MATRIX_STATES.map((state) => [state, 0])) as Record<MatrixState, number>;
  const cells = { imported: none(), registered: none(), tested: none(), inbound: none() };
  for (const row of rows) for (const step of MATRIX_STEPS) cells[step][row[step]] += row.count;
  return { requested: rows.reduce((sum, { count }) => sum + count, 0), cells };
}

/** The numbers of some cells of one column, in the order's own order. */
export async function listCell(
  { sql }: Pick<Context, "sql">,
  { id, accountId }: Order,
  step: MatrixStep,
  states: readonly MatrixState[],
): Promise<PhoneNumber[]> {
  const { rows } = await sql.query<{ e164: PhoneNumber }>(
    `SELECT e164 FROM (${matrixSql("$1", "$2")}) m WHERE ${step} = ANY($3::text[]) ORDER BY seq`,
    [id, accountId, states],
  );
  return rows.map(({ e164 }) => e164);
}
