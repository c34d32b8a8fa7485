import "server-only";
import type { PoolClient } from "pg";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { recordAuditSql } from "@/lib/db/record-audit";
import { queryCount } from "@/lib/db/sql";
import { inTransaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/domain/errors";
import { MAX_NOTES, noteText } from "@/lib/domain/number-note";
import { formatNational, phoneNumber } from "@/lib/domain/phone-number";
import { insertEvents } from "@/lib/engine/facts";
import { ensureNumbers } from "@/lib/engine/ensure-numbers";

/** `id`: made in the browser, so that the same click twice is one note. */
export const addNoteInput = z.object({ id: z.uuid(), number: phoneNumber, text: noteText });
type Input = z.output<typeof addNoteInput>;

/** Errors: CONFLICT (the number has too many notes). */
export async function addNote(ctx: Context, input: Input): Promise<void> {
  const { id, number, text } = input;
  await inTransaction(ctx.sql, async (client) => {
    await ensureNumbers(client, [number]);
    if (!(await insertNote(client, ctx, input))) return;
    await insertEvents(client, null, [
      { number, kind: "note", field: "notes", message: "Note added", actorId: ctx.actor.id },
    ]);
    await recordAuditSql(client, ctx.actor, {
      action: "number.note-added",
      entityType: "number",
      entityId: number,
      summary: `Note on ${formatNational(number)} added`,
      after: { note: id, text },
    });
  });
}

async function insertNote(client: PoolClient, ctx: Context, { id, number, text }: Input): Promise<boolean> {
  const count = await queryCount(client)`
    SELECT count(*) AS count FROM number_note WHERE e164 = ${number} AND removed_at IS NULL`;
  if (count >= MAX_NOTES)
    throw new AppError("CONFLICT", `${formatNational(number)} has ${MAX_NOTES} notes already. Remove one first.`);
  const { rowCount } = await client.query(
    `INSERT INTO number_note (id, e164, author_id, text) VALUES ($1, $2, $3, $4) ON CONFLICT (id) DO NOTHING`,
    [id, number, ctx.actor.id, text],
  );
  return rowCount === 1;
}
