import "server-only";
import { z } from "zod";
import { type QueryRunner, queryRows } from "@/lib/db/sql";
import { phoneNumber, type PhoneNumber } from "@/lib/domain/phone-number";
import { PREFLIGHT_OUTCOMES } from "@/lib/domain/preflight";
import type { UploadPreview, UploadVerdictGroup } from "@/lib/domain/uploads/upload-view";
import type { AssessedNumber } from "./assess-rows";

const storedPreview = z.object({
  at: z.string(),
  isFresh: z.boolean(),
  groups: z.array(
    z.object({
      outcome: z.enum(PREFLIGHT_OUTCOMES),
      code: z.string(),
      title: z.string(),
      explanation: z.string(),
      isIncluded: z.boolean(),
      rows: z.number(),
      examples: z.array(phoneNumber),
    }),
  ),
  notes: z.array(z.object({ code: z.string(), message: z.string(), count: z.number() })),
  failures: z.array(z.string()),
}) satisfies z.ZodType<UploadPreview>;
type StoredPreview = z.infer<typeof storedPreview>;

const previewRow = z.object({ preview: storedPreview.nullable().catch(null) });
const EXAMPLES = 5;

/** The dry run as far as it is made. */
export async function readPreview(runner: QueryRunner, uploadId: string): Promise<StoredPreview> {
  const [row] = await queryRows(runner, previewRow)`SELECT preview FROM upload WHERE id = ${uploadId}`;
  return row?.preview ?? { at: "", isFresh: false, groups: [], notes: [], failures: [] };
}

export const writePreview = (runner: QueryRunner, uploadId: string, preview: UploadPreview) =>
  runner.query(`UPDATE upload SET preview = $2 WHERE id = $1`, [uploadId, JSON.stringify(preview)]);

/** Adds what is expected of more numbers. */
export function addVerdicts(
  preview: StoredPreview,
  entries: readonly { number: PhoneNumber; assessed: AssessedNumber }[],
): StoredPreview {
  const groups = new Map(preview.groups.map((group) => [group.code, { ...group, examples: [...group.examples] }]));
  const notes = new Map(preview.notes.map((note) => [note.code, { ...note }]));
  for (const {
    number,
    assessed: { verdict, note },
  } of entries) {
    const group = groups.get(verdict.code) ?? { ...verdict, rows: 0, examples: [] };
    group.rows += 1;
    if (group.examples.length < EXAMPLES) group.examples.push(number);
    groups.set(verdict.code, group);
    if (note) notes.set(note.code, { ...note, count: (notes.get(note.code)?.count ?? 0) + 1 });
  }
  return { ...preview, groups: sortGroups([...groups.values()]), notes: [...notes.values()] };
}

const sortGroups = <G extends Pick<UploadVerdictGroup, "outcome">>(groups: readonly G[]): G[] =>
  PREFLIGHT_OUTCOMES.flatMap((outcome) => groups.filter((group) => group.outcome === outcome));
