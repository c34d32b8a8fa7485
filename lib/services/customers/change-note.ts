import "server-only";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { recordAuditSql } from "@/lib/db/record-audit";
import { queryRows } from "@/lib/db/sql";
import { inTransaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/domain/errors";
import { noteText } from "@/lib/domain/number-note";
import { formatNational, phoneNumber } from "@/lib/domain/phone-number";
import { insertEvents } from "@/lib/engine/facts";

export const changeNoteInput = z.object({
  id: z.uuid(),
  text: noteText.optional(),
  /** False brings a removed one back. */
  isRemoved: z.boolean().optional(),
});

const noteRow = z.object({
  e164: phoneNumber,
  author_id: z.string().nullable(),
  text: z.string(),
  is_removed: z.boolean(),
});

/** Another text, or its removal, by the author or an administrator. Errors: NOT_FOUND, FORBIDDEN. */
export async function changeNote(ctx: Context, input: z.output<typeof changeNoteInput>): Promise<void> {
  await inTransaction(ctx.sql, async (client) => {
    const [note] = await queryRows(client, noteRow)`
      SELECT e164, author_id, text, removed_at IS NOT NULL AS is_removed FROM number_note WHERE id = ${input.id} FOR UPDATE`;
    if (!note) throw new AppError("NOT_FOUND", "This note does not exist.");
    if (note.author_id !== ctx.actor.id && ctx.actor.role !== "administrator")
      throw new AppError("FORBIDDEN", "Only its author or an administrator can change a note.");
    const { text = note.text, isRemoved = note.is_removed } = input;
    if (text === note.text && isRemoved === note.is_removed) return;
    await client.query(
      `UPDATE number_note SET text = $2, edited_at = CASE WHEN text <> $2 THEN now() ELSE edited_at END,
         removed_at = CASE WHEN $3 THEN coalesce(removed_at, now()) END WHERE id = $1`,
      [input.id, text, isRemoved],
    );
    const what = isRemoved === note.is_removed ? "edited" : isRemoved ? "removed" : "restored";
    await insertEvents(client, null, [
      { number: note.e164, kind: "note", field: "notes", message: `Note ${what}`, actorId: ctx.actor.id },
    ]);
    await recordAuditSql(client, ctx.actor, {
      action: `number.note-${what}`,
      entityType: "number",
      entityId: note.e164,
      summary: `Note on ${formatNational(note.e164)} ${what}`,
      before: { text: note.text },
      ...(what !== "removed" && { after: { text } }),
    });
  });
}
