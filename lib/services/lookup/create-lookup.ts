import "server-only";
import { uuidv7 } from "uuidv7";
import { runTask } from "@/lib/child-tasks/run-task";
import type { Context } from "@/lib/context";
import { copyRows } from "@/lib/db/bulk";
import { recordAuditSql } from "@/lib/db/record-audit";
import { inTransaction } from "@/lib/db/transaction";
import { cleanText, cutText } from "@/lib/domain/clean-text";
import { AppError } from "@/lib/domain/errors";
import { type LookupRows, readLookupEntries } from "@/lib/domain/lookup-rows";
import { ASKED_AT_ONCE } from "@/lib/domain/lookup-view";
import { MAX_LIST_CHARACTERS } from "@/lib/domain/number-list";
import { can } from "@/lib/domain/permissions";
import { readNumberFile } from "@/lib/services/uploads/read-number-file";
import { readUploadAge } from "@/lib/services/uploads/upload-age";
import { answerNumbers } from "./answer-numbers";
import { startRound } from "./ask-again";
import { listDistinct } from "./lookup-numbers";

export type CreateLookupInput =
  | { source: "text"; text: string }
  | {
      source: "file";
      name: string;
      body: AsyncIterable<Uint8Array> | null;
      declaredBytes?: number;
      signal?: AbortSignal;
    };

const MAX_NAME = 120;
const MAX_ORIGINAL = 200;

/**
 * Keeps the numbers of a text or file as a list with an address, and what the database knows of them as its first answer. A short list
 * is read at the carriers at once, if the person may. Errors: INVALID_INPUT (no number in it, or the file cannot be read), THROTTLED.
 */
export async function createLookup(ctx: Context, input: CreateLookupInput): Promise<{ id: string }> {
  const { rows, counts, notices } = input.source === "text" ? await readText(input.text) : await readFile(ctx, input);
  if (counts.valid === 0)
    throw new AppError(
      "INVALID_INPUT",
      rows[0]?.problem ? `No number was found. ${rows[0].problem}` : "There is no telephone number in it.",
    );
  const name = nameLookup(input, counts.valid);
  const days = await readUploadAge(ctx);
  const answers = await answerNumbers(ctx, listDistinct(rows));
  const id = uuidv7();
  await inTransaction(ctx.sql, async (client) => {
    await client.query(
      `INSERT INTO lookup (id, name, source, notices, total, valid, invalid, duplicate, created_by_id, kept_until)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, now() + $10 * interval '1 day')`,
      [
        id,
        name,
        input.source,
        notices.map(cleanText),
        counts.total,
        counts.valid,
        counts.invalid,
        counts.duplicate,
        ctx.actor.id,
        days,
      ],
    );
    await copyRows(
      client,
      "lookup_row",
      ["lookup_id", "seq", "line", "original", "e164", "problem", "duplicate_of"],
      rows.map((row) => [
        id,
        row.seq,
        row.line,
        cleanText(cutText(row.original, MAX_ORIGINAL)),
        row.number,
        row.problem && cleanText(row.problem),
        row.duplicateOf,
      ]),
    );
    await client.query(
      `INSERT INTO lookup_round (lookup_id, n, state, actor_id, ended_at, answers) VALUES ($1, 1, 'done', $2, now(), $3)`,
      [id, ctx.actor.id, JSON.stringify(answers)],
    );
    await recordAuditSql(client, ctx.actor, {
      action: "lookup.created",
      entityType: "lookup",
      entityId: id,
      summary: `Looked up ${counts.valid.toLocaleString("en-US")} ${counts.valid === 1 ? "number" : "numbers"}: ${name}`,
      after: counts,
    });
  });
  if (counts.valid <= ASKED_AT_ONCE && can(ctx.actor.role, "numbers:refresh")) await startRound(ctx, { id });
  return { id };
}

async function readText(text: string): Promise<LookupRows> {
  if (text.length > MAX_LIST_CHARACTERS)
    throw new AppError(
      "INVALID_INPUT",
      `The text is longer than ${MAX_LIST_CHARACTERS.toLocaleString("en-US")} characters. Paste it in parts.`,
    );
  // A line is parsed in a moment, and a process apart is not always there at once.
  return runTask("read-lookup-text", { text });
}

async function readFile(ctx: Context, input: Extract<CreateLookupInput, { source: "file" }>): Promise<LookupRows> {
  const { entries, notices, loss } = await readNumberFile(ctx, input);
  return readLookupEntries(entries, loss === null ? notices : [...notices, loss]);
}

/** The file's name, the subject of a pasted e-mail, or how many numbers it has. */
function nameLookup(input: CreateLookupInput, numbers: number): string {
  const subject = input.source === "text" ? /^[>\s]*subject:[ \t]*(\S.*)$/im.exec(input.text)?.[1] : input.name;
  const name = cutText(cleanText(subject ?? "").trim(), MAX_NAME);
  return name || (numbers === 1 ? "1 number" : `${numbers.toLocaleString("en-US")} numbers`);
}
