import "server-only";
import type { Context } from "@/lib/context";
import type { UploadState } from "@/lib/domain/uploads/upload";

/** Gives a content up that cannot be read, where it still is in this state. */
export async function refuseUpload(
  { sql }: Pick<Context, "sql">,
  { id, from, fault }: { id: string; from: UploadState; fault: string },
): Promise<void> {
  await sql.query(
    `UPDATE upload SET state = 'refused', fault = $3, progress = NULL, updated_at = now() WHERE id = $1 AND state = $2`,
    [id, from, fault],
  );
}
