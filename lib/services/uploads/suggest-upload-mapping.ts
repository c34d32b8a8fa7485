import "server-only";
import type { Context } from "@/lib/context";
import type { UploadInspection } from "@/lib/domain/uploads/inspection";
import type { UploadMapping } from "@/lib/domain/uploads/mapping";
import { suggestMapping } from "@/lib/domain/uploads/suggest-mapping";
import { findRemembered } from "./mapping-memory";
import { readUploadChoices } from "./read-choices";
import { readMapping } from "./read-stored-upload";

/**
 * What the map of an upload starts with: what the person chose last under these headings, and the guesses for the rest. A results file starts
 * with what its own upload was sent with.
 */
export async function suggestUploadMapping(
  ctx: Pick<Context, "db" | "sql" | "carriers">,
  personId: string | null,
  inspection: UploadInspection,
): Promise<UploadMapping> {
  const [ref] = inspection.correctsRefs;
  const [remembered, corrected] = await Promise.all([
    findRemembered(ctx, personId, inspection),
    ref === undefined ? null : ctx.db.upload.findUnique({ where: { ref }, select: { mapping: true } }),
  ]);
  const original = readMapping(corrected?.mapping);
  const choices = await readUploadChoices(ctx, original ?? remembered);
  return suggestMapping(inspection, {
    remembered: original ?? remembered,
    defaults: original?.defaults ?? null,
    choices,
  });
}
