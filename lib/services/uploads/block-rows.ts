import "server-only";
import type { PoolClient } from "pg";
import { describeRowCode, type LaterCode } from "@/lib/domain/uploads/row-codes";

/** Takes ready rows out of what is sent, for a reason that no check of their cells finds. */
export async function blockRows(
  client: PoolClient,
  uploadId: string,
  code: LaterCode,
  seqs: readonly number[],
): Promise<void> {
  if (seqs.length === 0) return;
  const state = describeRowCode(code).severity === "block" ? "blocked" : "problem";
  await client.query(
    `UPDATE upload_row SET state = $3, codes = array_append(codes, $4) WHERE upload_id = $1 AND seq = ANY($2::int[]) AND state = 'ready'`,
    [uploadId, seqs, state, code],
  );
}
