import "server-only";
import type { PoolClient } from "pg";
import { z } from "zod";
import { queryRows, sql } from "@/lib/db/sql";
import { AppError } from "@/lib/domain/errors";
import { uploadState } from "@/lib/domain/uploads/upload";

const lockedRow = z.object({
  ref: z.string(),
  name: z.string(),
  state: uploadState,
  bytes: z.number(),
  sha256: z.string().nullable(),
});
export type LockedUpload = z.output<typeof lockedRow>;

/** Holds the upload until the transaction ends; `isShared` lets others read it meanwhile, but not change it. Errors: NOT_FOUND. */
export async function lockUpload(client: PoolClient, id: string, { isShared = false } = {}): Promise<LockedUpload> {
  const [row] = await queryRows(client, lockedRow)`
    SELECT ref, name, state, bytes, sha256 FROM upload WHERE id = ${id} ${isShared ? sql`FOR SHARE` : sql`FOR UPDATE`}`;
  if (!row) throw new AppError("NOT_FOUND", "This upload does not exist, or is no longer kept.");
  return row;
}
