import "server-only";
import { randomInt } from "node:crypto";
import { uuidv7 } from "uuidv7";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { recordAuditSql } from "@/lib/db/record-audit";
import { idRow, queryRows } from "@/lib/db/sql";
import { inTransaction } from "@/lib/db/transaction";
import { cleanText, cutText } from "@/lib/domain/clean-text";
import { AppError } from "@/lib/domain/errors";
import { makeUploadRef, UPLOAD_LIMITS, uploadSource } from "@/lib/domain/uploads/upload";
import { readUploadAge } from "./upload-age";

const MAX_NAME = 300;
const TRIES = 3;

export const createUploadInput = z.object({
  name: z.string().trim().min(1, "The file has no name.").max(MAX_NAME),
  bytes: z.int().min(0),
  source: uploadSource.exclude(["selection"]),
});
export type CreateUploadInput = z.output<typeof createUploadInput>;

/**
 * Begins an upload, whose content is sent in parts: see `putUploadPart` and `finishUpload`. `bytes` is the size of the whole. Errors:
 * INVALID_INPUT where it is empty or larger than its kind may be.
 */
export async function createUpload(ctx: Context, input: CreateUploadInput): Promise<{ id: string; ref: string }> {
  const { bytes, source } = input;
  const name = cutText(cleanText(input.name), MAX_NAME);
  const fault = refuseSize(name, bytes);
  if (fault !== null) throw new AppError("INVALID_INPUT", fault);
  const days = await readUploadAge(ctx);
  const id = uuidv7();
  return inTransaction(ctx.sql, async (client) => {
    for (let tries = 1; ; tries += 1) {
      const ref = makeUploadRef(randomInt);
      const inserted = await queryRows(client, idRow)`
        INSERT INTO upload (id, ref, source, name, bytes, state, created_by_id, kept_until)
        VALUES (${id}, ${ref}, ${source}, ${name}, ${bytes}, 'receiving', ${ctx.actor.id}, now() + ${days} * interval '1 day')
        ON CONFLICT (ref) DO NOTHING RETURNING id`;
      if (inserted.length === 0) {
        if (tries < TRIES) continue;
        throw new Error("no free reference for an upload");
      }
      await recordAuditSql(client, ctx.actor, {
        action: "upload.created",
        entityType: "upload",
        entityId: id,
        summary: `Upload ${ref} of ${name}`,
        after: { ref, name, bytes, source },
      });
      return { id, ref };
    }
  });
}

/** Why a file of this name and size is not taken, as a message for a person; null where it is. */
function refuseSize(name: string, bytes: number): string | null {
  if (bytes === 0) return `${name} is empty.`;
  const isWorkbook = /\.xls[xmb]?$/i.test(name);
  const max = isWorkbook ? UPLOAD_LIMITS.workbookBytes : UPLOAD_LIMITS.textBytes;
  if (bytes <= max) return null;
  const advice = isWorkbook ? "Save it as CSV, and upload that." : "Split it and upload the parts one by one.";
  return `${name} has ${(bytes / 1e6).toFixed(1)} MB; at most ${max / 1e6} MB can be uploaded. ${advice}`;
}
