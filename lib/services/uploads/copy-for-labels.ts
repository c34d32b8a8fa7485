import "server-only";
import { randomInt } from "node:crypto";
import { uuidv7 } from "uuidv7";
import type { Context } from "@/lib/context";
import { recordAuditSql } from "@/lib/db/record-audit";
import { inTransaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/domain/errors";
import type { UploadMapping } from "@/lib/domain/uploads/mapping";
import { LABELS, makeUploadRef } from "@/lib/domain/uploads/upload";
import { readUploadAge } from "./upload-age";
import { lockUploadHead, requireMapping } from "./upload-head";

/**
 * Makes another upload of the same content, which sets the customers, tags and notes in it; its map is filled in and waits for a look.
 * Errors: NOT_FOUND, CONFLICT (it was not mapped yet).
 */
export async function copyForLabels(ctx: Context, { id }: { id: string }): Promise<{ id: string }> {
  const days = await readUploadAge(ctx);
  return inTransaction(ctx.sql, async (client) => {
    const source = requireMapping(await lockUploadHead(client, id));
    if (!source.inspection) throw new AppError("CONFLICT", "The content of this upload has not been read yet.");
    const copy = { id: uuidv7(), ref: makeUploadRef(randomInt) };
    await client.query(
      `INSERT INTO upload (id, ref, source, name, bytes, sha256, state, inspection, mapping, created_by_id, kept_until)
       SELECT $2, $3, source, name, bytes, sha256, 'map', inspection, $4, $5, now() + $6 * interval '1 day' FROM upload WHERE id = $1`,
      [id, copy.id, copy.ref, JSON.stringify(toLabels(source.mapping)), ctx.actor.id, days],
    );
    await client.query(
      `INSERT INTO upload_part (upload_id, n, bytes) SELECT $2, n, bytes FROM upload_part WHERE upload_id = $1`,
      [id, copy.id],
    );
    await recordAuditSql(client, ctx.actor, {
      action: "upload.created",
      entityType: "upload",
      entityId: copy.id,
      summary: `Upload ${copy.ref} of ${source.name}, to set its customers, tags and notes`,
      after: { ref: copy.ref, name: source.name, from: source.ref },
    });
    return { id: copy.id };
  });
}

/** The rows no longer say what is ordered. */
const toLabels = (mapping: UploadMapping): UploadMapping => ({
  ...mapping,
  columns: mapping.columns.map((role) => (role === "action" ? "ignore" : role)),
  defaults: { kind: LABELS, accountId: null, params: {} },
});
