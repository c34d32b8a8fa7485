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

/** For each number of order $1 (at account $2), one column per step. Facts of the number win over the order's own outcome. */
const STEPS = `
  SELECT i.seq, i.e164,
    CASE WHEN i.state = 'confirmed' OR s.import_state = 'imported' THEN 'done'
      WHEN i.state = 'failed' THEN 'failed' WHEN i.state = 'unknown' THEN 'unknown'
      WHEN i.state = 'skipped' THEN 'missing' ELSE 'pending' END AS imported,
    CASE WHEN s.registration_state = 'registered' THEN 'done'
      WHEN s.registration_state = 'unknown' OR r.state = 'unknown' THEN 'unknown'
      WHEN r.state IN ('queued', 'sending', 'accepted') THEN 'pending'
      WHEN s.import_state IS DISTINCT FROM 'imported' THEN 'waiting'
      WHEN r.state = 'failed' THEN 'failed' ELSE 'missing' END AS registered,
    CASE WHEN n.tested_at IS NOT NULL THEN 'done'
      WHEN t.state = 'unknown' THEN 'unknown'
      WHEN t.state IN ('queued', 'sending', 'accepted') THEN 'pending'
      WHEN s.registration_state IS DISTINCT FROM 'registered' THEN 'waiting'
      WHEN t.state = 'failed' THEN 'failed' ELSE 'missing' END AS tested,
    CASE WHEN n.inbound_at IS NOT NULL THEN 'done'
      WHEN s.registration_state IS DISTINCT FROM 'registered' THEN 'waiting' ELSE 'missing' END AS inbound
  FROM order_item i
  LEFT JOIN number_service s ON s.e164 = i.e164 AND s.account_id = $2
  LEFT JOIN number n ON n.e164 = i.e164
  LEFT JOIN LATERAL (${latestItem("register")}) r ON true
  LEFT JOIN LATERAL (${latestItem("message-test")}) t ON true
  WHERE i.order_id = $1`;

/** What the last order of a kind made of the number. */
function latestItem(kind: string): string {
  return `SELECT l.state FROM order_item l JOIN orders o ON o.id = l.order_id
    WHERE l.e164 = i.e164 AND o.kind = '${kind}' AND o.account_id = $2 ORDER BY o.created_at DESC LIMIT 1`;
}

type Order = { id: string; accountId: string };

/** How many numbers of an import have come how far. */
export async function getImportMatrix({ sql }: Pick<Context, "sql">, { id, accountId }: Order): Promise<ImportMatrix> {
  const { rows } = await sql.query<Record<MatrixStep, MatrixState> & { count: number }>(
    `SELECT imported, registered, tested, inbound, count(*) AS count FROM (${STEPS}) m GROUP BY 1, 2, 3, 4`,
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
    `SELECT e164 FROM (${STEPS}) m WHERE ${step} = ANY($3::text[]) ORDER BY seq`,
    [id, accountId, states],
  );
  return rows.map(({ e164 }) => e164);
}
