import "server-only";
import type { Context } from "@/lib/context";
import { queryRows, raw, sql, type SqlPart, where } from "@/lib/db/sql";
import type { UploadRow } from "@/lib/domain/uploads/upload-view";
import type { UploadsQuery } from "@/lib/domain/uploads/uploads-query";
import { toUploadRow, UPLOAD_COLUMNS, UPLOAD_FROM, uploadSqlRow } from "./upload-columns";

const UPLOADS_PER_PAGE = 50;

/** One page of the uploads, newest first. `next` is the place after which the next page begins. */
export async function listUploads(
  ctx: Pick<Context, "sql">,
  query: UploadsQuery,
): Promise<{ rows: UploadRow[]; next: string | null }> {
  const conditions = listConditions(query);
  const rows = await queryRows(ctx.sql, uploadSqlRow)`
    SELECT ${raw(UPLOAD_COLUMNS)} FROM ${raw(UPLOAD_FROM)} ${where(conditions)}
    ORDER BY u.created_at DESC, u.id DESC LIMIT ${UPLOADS_PER_PAGE + 1}`;
  const shown = rows.slice(0, UPLOADS_PER_PAGE);
  const last = rows.length > shown.length ? shown.at(-1) : undefined;
  return { rows: shown.map(toUploadRow), next: last ? `${last.created_at.getTime()}.${last.id}` : null };
}

function listConditions({ person, state, kind, q, after }: UploadsQuery): SqlPart[] {
  const conditions: SqlPart[] = [];
  if (person) conditions.push(sql`u.created_by_id = ${person}::uuid`);
  if (state) conditions.push(sql`u.state = ${state}`);
  if (kind) conditions.push(sql`EXISTS (SELECT FROM upload_target t WHERE t.upload_id = u.id AND t.kind = ${kind})`);
  if (q) {
    const text = q.toLowerCase();
    conditions.push(sql`(position(${text} IN lower(u.name)) > 0 OR starts_with(lower(u.ref), ${text}))`);
  }
  if (after) {
    const [at, id] = after.split(".");
    conditions.push(sql`(u.created_at, u.id) < (to_timestamp(${Number(at)} / 1000.0), ${id}::uuid)`);
  }
  return conditions;
}
