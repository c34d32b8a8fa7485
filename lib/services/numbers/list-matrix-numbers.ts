import "server-only";
import type { Context } from "@/lib/context";
import { queryRows, raw, sql } from "@/lib/db/sql";
import type { MatrixCell } from "@/lib/domain/import-matrix";
import { acrossSql } from "@/lib/services/orders/matrix-sql";
import { describeRows, NUMBERS_PER_PAGE } from "./list-numbers";
import { NUMBER_COLUMNS, numberSqlRow } from "./number-scan";
import type { NumberRow } from "./number-view";

/** The numbers of one cell of an account's matrix, in their own order; `after` is the last number of the page before. */
export async function listMatrixNumbers(
  ctx: Pick<Context, "sql">,
  { accountId, cell, after }: { accountId: string; cell: MatrixCell; after: string | undefined },
): Promise<{ rows: NumberRow[]; next: string | null }> {
  const rows = await queryRows(ctx.sql, numberSqlRow)`
    SELECT ${NUMBER_COLUMNS} FROM (
      SELECT m.e164 FROM (${acrossSql(sql`${accountId}`)}) m WHERE m.${raw(cell.step)} = ${cell.state} AND m.e164 > ${after ?? ""} ORDER BY m.e164 LIMIT ${NUMBERS_PER_PAGE + 1}
    ) p JOIN number n ON n.e164 = p.e164 ORDER BY n.e164`;
  const shown = rows.slice(0, NUMBERS_PER_PAGE);
  const next = rows.length > NUMBERS_PER_PAGE ? (shown.at(-1)?.e164 ?? null) : null;
  return { rows: await describeRows(ctx, shown), next };
}
