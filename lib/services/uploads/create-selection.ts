import "server-only";
import { createHash, randomInt } from "node:crypto";
import type { PoolClient } from "pg";
import { uuidv7 } from "uuidv7";
import type { Context } from "@/lib/context";
import { recordAuditSql } from "@/lib/db/record-audit";
import { inSnapshot } from "@/lib/db/snapshot";
import { inTransaction } from "@/lib/db/transaction";
import { cleanText } from "@/lib/domain/clean-text";
import { AppError } from "@/lib/domain/errors";
import { type PhoneNumber, toTenDigits } from "@/lib/domain/phone-number";
import { makeUploadRef, UPLOAD_LIMITS } from "@/lib/domain/uploads/upload";
import type { SelectionInput } from "@/lib/domain/uploads/upload-view";
import { addJob } from "@/lib/jobs/queue";
import { readSelected } from "./read-selected";
import { readUploadAge } from "./upload-age";

const HEADING = "Number\n";
/** Ten digits and a line break. */
const LINE_BYTES = 11;

/**
 * Freezes a selection of numbers as an upload, which goes through the same steps as a file: what the filter holds later changes nothing.
 * Errors: NOT_FOUND (order), INVALID_INPUT (no number, or more than 1,000,000).
 */
export async function createSelection(ctx: Context, { name, source }: SelectionInput): Promise<{ id: string }> {
  const days = await readUploadAge(ctx);
  return inSnapshot(ctx, (snapshot) =>
    inTransaction(ctx.sql, async (client) => {
      const id = uuidv7();
      const ref = makeUploadRef(randomInt);
      await client.query(
        `INSERT INTO upload (id, ref, source, name, bytes, state, created_by_id, kept_until)
         VALUES ($1, $2, 'selection', $3, 0, 'reading', $4, now() + $5 * interval '1 day')`,
        [id, ref, name, ctx.actor.id, days],
      );
      const { count, bytes, sha256 } = await writeParts(client, id, readSelected(snapshot, source));
      if (count === 0) throw new AppError("INVALID_INPUT", "No number matches any more. Reload the list.");
      const full = source.list === "given" ? cleanText(name) : `${cleanText(name)} (${spellNumbers(count)})`;
      await client.query(`UPDATE upload SET name = $2, bytes = $3, sha256 = $4 WHERE id = $1`, [
        id,
        full,
        bytes,
        sha256,
      ]);
      await addJob(client, "upload.read", { id }, { jobKey: `upload.read:${id}` });
      await recordAuditSql(client, ctx.actor, {
        action: "upload.selected",
        entityType: "upload",
        entityId: id,
        summary: `Upload ${ref} of ${spellNumbers(count)}: ${cleanText(name)}`,
        after: { ref, list: source.list, numbers: count, ...("query" in source && { query: source.query }) },
      });
      return { id };
    }),
  );
}

const spellNumbers = (count: number) => (count === 1 ? "1 number" : `${count.toLocaleString("en-US")} numbers`);

/** The numbers as one column under a heading, in parts of the size that files come in. */
async function writeParts(client: PoolClient, id: string, pages: AsyncIterable<readonly PhoneNumber[]>) {
  const hash = createHash("sha256");
  let [count, bytes, n] = [0, 0, 0];
  let text = HEADING;
  async function store() {
    const part = Buffer.from(text, "latin1");
    hash.update(part);
    bytes += part.length;
    text = "";
    await client.query(`INSERT INTO upload_part (upload_id, n, bytes) VALUES ($1, $2, $3)`, [id, n, part]);
    n += 1;
  }
  for await (const numbers of pages) {
    count += numbers.length;
    if (count > UPLOAD_LIMITS.textRows)
      throw new AppError(
        "INVALID_INPUT",
        `More than ${UPLOAD_LIMITS.textRows.toLocaleString("en-US")} numbers match. Narrow the filters.`,
      );
    for (const number of numbers) text += `${toTenDigits(number)}\n`;
    if (text.length + numbers.length * LINE_BYTES > UPLOAD_LIMITS.partBytes) await store();
  }
  if (text !== "") await store();
  return { count, bytes, sha256: hash.digest("hex") };
}
