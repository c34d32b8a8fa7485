import "server-only";
import { z } from "zod";
import type { Context } from "@/lib/context";

export const stopRefreshInput = z.object({ id: z.uuid() });

/** Ends one's own reading after the part that is under way; what was read stays. One that has ended stays as it is. */
export async function stopRefresh({ sql, actor }: Context, { id }: z.output<typeof stopRefreshInput>): Promise<null> {
  const { rowCount } = await sql.query(
    `UPDATE refresh_run SET state = 'stopped', ended_at = now() WHERE id = $1 AND created_by_id = $2 AND state = 'running'`,
    [id, actor.id],
  );
  if (rowCount === 1) await sql.query(`DELETE FROM refresh_part WHERE run_id = $1`, [id]);
  return null;
}
