import "server-only";
import { createHash } from "node:crypto";
import type { PoolClient } from "pg";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { inTransaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/domain/errors";
import { addJob } from "@/lib/jobs/queue";
import { listParts } from "./list-parts";
import { lockUpload } from "./lock-upload";
import { streamContent } from "./stream-content";

export const finishUploadInput = z.object({ id: z.uuid() });

const MISSING_SHOWN = 10;

/**
 * Says that all parts have come; a worker then reads the content. Once is enough, twice is harmless. Errors: NOT_FOUND, CONFLICT that names
 * the parts that are missing.
 */
export const finishUpload = (ctx: Context, { id }: { id: string }): Promise<{ id: string }> =>
  inTransaction(ctx.sql, async (client) => {
    const upload = await lockUpload(client, id);
    if (upload.state !== "receiving") return { id };
    const parts = await listParts(client, id);
    const fault = findGap(parts, upload.bytes);
    if (fault !== null) throw new AppError("CONFLICT", fault);
    await client.query(`UPDATE upload SET state = 'reading', sha256 = $2, updated_at = now() WHERE id = $1`, [
      id,
      await hashContent(client, id),
    ]);
    await addJob(client, "upload.read", { id }, { jobKey: `upload.read:${id}` });
    return { id };
  });

function findGap(parts: readonly { n: number; size: number }[], bytes: number): string | null {
  const known = new Set(parts.map(({ n }) => n));
  const last = parts.at(-1)?.n ?? -1;
  const missing = Array.from({ length: last + 1 }, (_, n) => n).filter((n) => !known.has(n));
  if (missing.length > 0) {
    const more = missing.length > MISSING_SHOWN ? ` and ${missing.length - MISSING_SHOWN} more` : "";
    return `Not all parts have come. Missing: ${missing.slice(0, MISSING_SHOWN).join(", ")}${more}.`;
  }
  const come = parts.reduce((sum, { size }) => sum + size, 0);
  if (come === bytes) return null;
  const show = (count: number) => count.toLocaleString("en-US");
  return `${show(come)} of ${show(bytes)} bytes have come. Missing: part ${last + 1} and what follows.`;
}

async function hashContent(client: PoolClient, id: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const piece of streamContent(client, id)) hash.update(piece);
  return hash.digest("hex");
}
