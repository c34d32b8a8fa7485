import "server-only";
import { createHash } from "node:crypto";
import type { PoolClient } from "pg";
import type { Context } from "@/lib/context";
import type { UploadInspection } from "@/lib/domain/uploads/inspection";
import type { UploadMapping } from "@/lib/domain/uploads/mapping";
import { readMapping } from "./read-stored-upload";
import { readUploadHead } from "./upload-head";

/** The headings of a file as a key of bounded size; null where it has none that could be met again. */
function nameHeadings({ columns, headerLine }: UploadInspection): string | null {
  if (headerLine === null) return null;
  const headings = columns.map(({ heading }) => (heading ?? "").trim().toLowerCase());
  return createHash("sha256").update(JSON.stringify(headings)).digest("hex");
}

/** What a person chose last under these headings. */
export async function findRemembered(
  { db }: Pick<Context, "db">,
  personId: string | null,
  inspection: UploadInspection,
): Promise<UploadMapping | null> {
  const headings = nameHeadings(inspection);
  if (personId === null || headings === null) return null;
  const row = await db.uploadMemory.findUnique({ where: { personId_headings: { personId, headings } } });
  return readMapping(row?.mapping);
}

/** When a person chose last under these headings (ISO 8601); null: never, or it was forgotten. */
export async function findMemory(
  { db }: Pick<Context, "db">,
  personId: string,
  inspection: UploadInspection,
): Promise<{ at: string } | null> {
  const headings = nameHeadings(inspection);
  if (headings === null) return null;
  const row = await db.uploadMemory.findUnique({
    where: { personId_headings: { personId, headings } },
    select: { usedAt: true },
  });
  return row && { at: row.usedAt.toISOString() };
}

/** Forgets what this person chose under the headings of an upload: the next file with them starts from the guesses. Errors: NOT_FOUND. */
export async function forgetMapping(ctx: Context, { id }: { id: string }): Promise<void> {
  const { inspection } = await readUploadHead(ctx.sql, id);
  const headings = inspection && nameHeadings(inspection);
  if (headings) await ctx.db.uploadMemory.deleteMany({ where: { personId: ctx.actor.id, headings } });
}

export async function rememberMapping(
  client: PoolClient,
  personId: string,
  inspection: UploadInspection,
  mapping: UploadMapping,
): Promise<void> {
  const headings = nameHeadings(inspection);
  if (headings === null) return;
  await client.query(
    `INSERT INTO upload_memory (person_id, headings, mapping) VALUES ($1, $2, $3)
     ON CONFLICT (person_id, headings) DO UPDATE SET mapping = EXCLUDED.mapping, used_at = now()`,
    [personId, headings, JSON.stringify(mapping)],
  );
}
