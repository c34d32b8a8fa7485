import "server-only";
import type { PoolClient } from "pg";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { countRow, queryRows } from "@/lib/db/sql";
import { inTransaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/domain/errors";
import { UPLOAD_LIMITS } from "@/lib/domain/uploads/upload";
import { listParts } from "./list-parts";
import { lockUpload } from "./lock-upload";

const MAX_PARTS = 10_000;

export const putUploadPartPath = z.object({
  id: z.uuid(),
  n: z.coerce
    .number()
    .int()
    .min(0)
    .max(MAX_PARTS - 1),
});
export type PutUploadPartInput = z.output<typeof putUploadPartPath> & {
  body: AsyncIterable<Uint8Array> | null;
  /** As the sender declares. A body that ends earlier was cut off. */
  declaredBytes?: number;
};

/**
 * Keeps part `n` (from 0) of an upload's content. Parts may come in any order, at once, and again: the same one changes nothing, another one
 * in its place replaces it. Returns the parts that are there. Errors: NOT_FOUND, INVALID_INPUT (empty, too large, cut off), CONFLICT once
 * all has come.
 */
export async function putUploadPart(ctx: Context, input: PutUploadPartInput): Promise<{ parts: number[] }> {
  const { id, n } = input;
  const bytes = await collectPart(input);
  return inTransaction(ctx.sql, async (client) => {
    const upload = await lockUpload(client, id, { isShared: true });
    if (upload.state !== "receiving") {
      if (!(await isStored(client, id, n, bytes)))
        throw new AppError("CONFLICT", "All parts of this upload have come; its content does not change any more.");
    } else {
      await client.query(
        `INSERT INTO upload_part (upload_id, n, bytes) VALUES ($1, $2, $3)
         ON CONFLICT (upload_id, n) DO UPDATE SET bytes = EXCLUDED.bytes WHERE upload_part.bytes <> EXCLUDED.bytes`,
        [id, n, bytes],
      );
    }
    const parts = await listParts(client, id);
    if (parts.reduce((sum, { size }) => sum + size, 0) > upload.bytes)
      throw new AppError(
        "INVALID_INPUT",
        `More has come than the ${upload.bytes.toLocaleString("en-US")} bytes that were declared. Upload the file again.`,
      );
    return { parts: parts.map((part) => part.n) };
  });
}

async function isStored(client: PoolClient, id: string, n: number, bytes: Uint8Array): Promise<boolean> {
  const found = await queryRows(client, countRow)`
    SELECT count(*) FROM upload_part WHERE upload_id = ${id} AND n = ${n} AND bytes = ${bytes}`;
  return found[0]?.count === 1;
}

async function collectPart({ body, declaredBytes }: PutUploadPartInput): Promise<Buffer> {
  const { partBytes } = UPLOAD_LIMITS;
  const tooLarge = () =>
    new AppError("INVALID_INPUT", `A part has at most ${partBytes.toLocaleString("en-US")} bytes.`);
  if (declaredBytes !== undefined && declaredBytes > partBytes) throw tooLarge();
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of body ?? []) {
    size += piece.byteLength;
    if (size > partBytes) throw tooLarge();
    pieces.push(piece);
  }
  if (size === 0) throw new AppError("INVALID_INPUT", "The part is empty.");
  if (declaredBytes !== undefined && size !== declaredBytes)
    throw new AppError("INVALID_INPUT", "The part was cut off on its way. Send it again.");
  return Buffer.concat(pieces, size);
}
