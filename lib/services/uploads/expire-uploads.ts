import "server-only";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { queryRows, raw } from "@/lib/db/sql";
import { inTransaction } from "@/lib/db/transaction";
import { removeUpload } from "./delete-upload";

const ROWS_AT_ONCE = 20_000;
const TABLES = ["upload_row", "upload_verdict", "upload_row_before", "upload_outcome"] as const;

const dueRow = z.object({ id: z.string(), ref: z.string(), name: z.string() });
const idRow = z.object({ upload_id: z.string() });

/** Deletes uploads that were kept long enough, orders stay; and removes, in batches, the rows of uploads that are gone. */
export async function expireUploads({ sql, now }: Pick<Context, "sql" | "now">): Promise<void> {
  for (const upload of await listDue(sql, now()))
    await inTransaction(sql, (client) => removeUpload(client, "system", upload, "upload.expired"));
  for (const table of TABLES) for (const id of await listOrphans(sql, table)) await removeRows(sql, table, id);
}

const listDue = (sql: Context["sql"], at: Date) =>
  queryRows(sql, dueRow)`
    SELECT id, ref, name FROM upload WHERE kept_until <= ${at} AND state <> 'submitting' ORDER BY kept_until`;

/** Jumps from upload to upload in the index; of those that are there nothing else is read. */
async function listOrphans(sql: Context["sql"], table: (typeof TABLES)[number]): Promise<string[]> {
  const rows = await queryRows(sql, idRow)`
    WITH RECURSIVE owner AS (
      (SELECT upload_id FROM ${raw(table)} ORDER BY upload_id LIMIT 1)
      UNION ALL
      SELECT (SELECT t.upload_id FROM ${raw(table)} t WHERE t.upload_id > owner.upload_id ORDER BY t.upload_id LIMIT 1)
      FROM owner WHERE owner.upload_id IS NOT NULL)
    SELECT upload_id FROM owner WHERE upload_id IS NOT NULL AND NOT EXISTS (SELECT FROM upload u WHERE u.id = owner.upload_id)`;
  return rows.map(({ upload_id }) => upload_id);
}

async function removeRows(sql: Context["sql"], table: (typeof TABLES)[number], id: string): Promise<void> {
  for (;;) {
    const { rowCount } = await sql.query(
      `DELETE FROM ${table} WHERE ctid = ANY(ARRAY(SELECT ctid FROM ${table} WHERE upload_id = $1 LIMIT ${ROWS_AT_ONCE}))`,
      [id],
    );
    if ((rowCount ?? 0) < ROWS_AT_ONCE) return;
  }
}
