import "server-only";
import { createHash } from "node:crypto";
import type { PoolClient } from "pg";
import type { Context } from "@/lib/context";
import type { UploadInspection } from "@/lib/domain/uploads/inspection";
import type { UploadMapping } from "@/lib/domain/uploads/mapping";
import { readMapping } from "./read-stored-upload";

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
