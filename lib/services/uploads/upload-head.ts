import "server-only";
import { z } from "zod";
import { type QueryRunner, queryRows, raw, sql, type SqlPart } from "@/lib/db/sql";
import { AppError } from "@/lib/domain/errors";
import { type UploadInspection, uploadInspection } from "@/lib/domain/uploads/inspection";
import { type UploadMapping, uploadMapping } from "@/lib/domain/uploads/mapping";
import {
  type UploadProgress,
  uploadProgress,
  uploadSource,
  type UploadState,
  uploadState,
  uploadSubmission,
} from "@/lib/domain/uploads/upload";

const headRow = z.object({
  id: z.string(),
  ref: z.string(),
  source: uploadSource,
  name: z.string(),
  state: uploadState,
  // What an older release stored otherwise counts as absent.
  inspection: uploadInspection.nullable().catch(null),
  mapping: uploadMapping.nullable().catch(null),
  progress: uploadProgress.nullable().catch(null),
  submission: uploadSubmission.nullable().catch(null),
  revision: z.number(),
  ready: z.number(),
  problem: z.number(),
  blocked: z.number(),
  duplicate: z.number(),
  removed: z.number(),
  corrects_id: z.string().nullable(),
});
/** What the verbs on rows need to know of an upload. */
export type UploadHead = z.infer<typeof headRow>;
export type MappedUpload = UploadHead & { mapping: UploadMapping };

const COLUMNS =
  raw(`u.id, u.ref, u.source, u.name, u.state, u.inspection, u.mapping, u.progress, u.submission, u.revision,
  u.ready, u.problem, u.blocked, u.duplicate, u.removed, u.corrects_id`);

/** Throws AppError NOT_FOUND. */
export async function readUploadHead(runner: QueryRunner, id: string): Promise<UploadHead> {
  const head = await findHead(runner, sql`u.id = ${id}`);
  if (!head) throw new AppError("NOT_FOUND", "There is no such upload.");
  return head;
}

/** The same, held until the transaction ends. */
export async function lockUploadHead(runner: QueryRunner, id: string): Promise<UploadHead> {
  const head = await findHead(runner, sql`u.id = ${id} FOR NO KEY UPDATE`);
  if (!head) throw new AppError("NOT_FOUND", "There is no such upload.");
  return head;
}

async function findHead(runner: QueryRunner, where: SqlPart): Promise<UploadHead | undefined> {
  const [row] = await queryRows(runner, headRow)`SELECT ${COLUMNS} FROM upload u WHERE ${where}`;
  return row;
}

export const countRows = ({ ready, problem, blocked, duplicate, removed }: UploadHead): number =>
  ready + problem + blocked + duplicate + removed;

const WAITS: Partial<Record<UploadState, string>> = {
  receiving: "Its content has not arrived yet.",
  reading: "Its content is still being read.",
  map: "Choose first what its columns hold.",
  loading: "Its rows are still being loaded.",
  submitting: "It is being submitted. Wait until its orders are placed.",
  refused: "Its content could not be read.",
};

/** Rows can be read and changed. Throws CONFLICT, with what has to happen first. */
export function requireRows(head: UploadHead): MappedUpload {
  const wait = WAITS[head.state];
  if (wait) throw new AppError("CONFLICT", wait);
  return requireMapping(head);
}

export function requireMapping(head: UploadHead): MappedUpload {
  if (!head.mapping) throw new AppError("CONFLICT", WAITS.map);
  return { ...head, mapping: head.mapping };
}

const editorRow = z.object({ name: z.string().nullable() });

/** Throws CONFLICT where rows were changed since the person read them; says who did it. */
export async function requireRevision(runner: QueryRunner, head: UploadHead, revision: number): Promise<void> {
  if (revision === head.revision) return;
  const [last] = await queryRows(runner, editorRow)`
    SELECT p.name FROM upload_edit e LEFT JOIN person p ON p.id = e.actor_id
    WHERE e.upload_id = ${head.id} AND (e.revision > ${revision} OR e.undone_at IS NOT NULL)
    ORDER BY coalesce(e.undone_at, e.at) DESC LIMIT 1`;
  throw new AppError(
    "CONFLICT",
    `${last?.name ?? "Somebody"} changed rows of this upload after you opened it. Reload to see them, then repeat your change.`,
  );
}

export const setProgress = (runner: QueryRunner, id: string, progress: UploadProgress | null) =>
  runner.query(`UPDATE upload SET progress = $2, updated_at = now() WHERE id = $1`, [
    id,
    progress && JSON.stringify(progress),
  ]);

/** The original headings in their order; null where the file has none. */
export const listHeadings = ({ inspection }: Pick<UploadHead, "inspection">): (string | null)[] =>
  headingsOf(inspection);

function headingsOf(inspection: UploadInspection | null): (string | null)[] {
  const headings: (string | null)[] = [];
  for (const { index, heading } of inspection?.columns ?? []) headings[index] = heading;
  return Array.from(headings, (heading) => heading ?? null);
}
