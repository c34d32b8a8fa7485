import "server-only";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { recordAuditSql } from "@/lib/db/record-audit";
import { queryRows } from "@/lib/db/sql";
import { inTransaction } from "@/lib/db/transaction";

const dueRow = z.object({ id: z.string(), name: z.string() });

/** Deletes lists that were kept long enough, with their rows and answers. */
export async function expireLookups({ sql, now }: Pick<Context, "sql" | "now">): Promise<void> {
  const due = await queryRows(
    sql,
    dueRow,
  )`SELECT id, name FROM lookup WHERE kept_until <= ${now()} ORDER BY kept_until`;
  for (const { id, name } of due)
    await inTransaction(sql, async (client) => {
      await client.query(`DELETE FROM lookup WHERE id = $1`, [id]);
      await recordAuditSql(client, "system", {
        action: "lookup.expired",
        entityType: "lookup",
        entityId: id,
        summary: `Kept long enough: ${name}`,
      });
    });
}
