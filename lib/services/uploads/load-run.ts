import "server-only";
import type { PoolClient } from "pg";
import { z } from "zod";
import type { Sql } from "@/lib/db/client";
import { queryRows } from "@/lib/db/sql";
import { inTransaction } from "@/lib/db/transaction";
import type { UploadProgress } from "@/lib/domain/uploads/upload";

/** Another run of the job, or a person, has taken the upload over. */
export class LoadSuperseded extends Error {
  override name = "LoadSuperseded";
}

/** One run of the job that loads rows. Only the last one that began may write. */
export type LoadRun = {
  /** A transaction that holds the upload. Throws LoadSuperseded. */
  write<T>(change: (client: PoolClient) => Promise<T>): Promise<T>;
  progress(done: number): UploadProgress & { run: string };
};

const runRow = z.object({ run: z.string().nullable() });
const DELETED_AT_ONCE = 50_000;

/** Null where there is nothing to load (any more). */
export async function beginLoad(
  sql: Sql,
  { id, bytes, startedAt }: { id: string; bytes: number; startedAt: Date },
): Promise<LoadRun | null> {
  const run = crypto.randomUUID();
  const progress: LoadRun["progress"] = (done) => ({
    done,
    total: bytes,
    unit: "bytes",
    startedAt: startedAt.toISOString(),
    run,
  });
  const { rowCount } = await sql.query(
    `UPDATE upload SET progress = $2, preview = NULL, corrects_id = NULL, updated_at = now() WHERE id = $1 AND state = 'loading'`,
    [id, JSON.stringify(progress(0))],
  );
  if (rowCount === 0) return null;
  return {
    progress,
    write: (change) =>
      inTransaction(sql, async (client) => {
        const [row] = await queryRows(client, runRow)`
          SELECT progress->>'run' AS run FROM upload WHERE id = ${id} AND state = 'loading' FOR UPDATE`;
        if (row?.run !== run) throw new LoadSuperseded();
        return change(client);
      }),
  };
}

/** Takes out what an earlier load and the edits of its rows have left, in pieces. Edits after this one have a number of their own. */
export async function clearRows({ write }: LoadRun, id: string): Promise<void> {
  await write(async (client) => {
    await client.query(`DELETE FROM upload_edit WHERE upload_id = $1`, [id]);
    await client.query(
      `UPDATE upload SET revision = revision + 1 WHERE id = $1 AND EXISTS (SELECT 1 FROM upload_row WHERE upload_id = $1)`,
      [id],
    );
  });
  for (const table of ["upload_verdict", "upload_row_before", "upload_outcome", "upload_row"] as const)
    for (;;) {
      const { rowCount } = await write((client) =>
        client.query(
          // By place: a join of the rows with themselves is quadratic where statistics do not know of an upload that has just been filled.
          `DELETE FROM ${table} WHERE ctid = ANY(ARRAY(SELECT ctid FROM ${table} WHERE upload_id = $1 LIMIT ${DELETED_AT_ONCE}))`,
          [id],
        ),
      );
      if ((rowCount ?? 0) < DELETED_AT_ONCE) break;
    }
  await write((client) => client.query(`DELETE FROM upload_target WHERE upload_id = $1`, [id]));
}
