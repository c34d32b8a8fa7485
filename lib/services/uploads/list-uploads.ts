import "server-only";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { inSnapshot } from "@/lib/db/snapshot";
import { type QueryRunner, queryRows, raw, sql, type SqlPart, where } from "@/lib/db/sql";
import type { CustomerName } from "@/lib/domain/customer";
import type { OpenUploads, UploadRow } from "@/lib/domain/uploads/upload-view";
import type { UploadsQuery } from "@/lib/domain/uploads/uploads-query";
import { isOfCustomer } from "./list-customer-uploads";
import { toUploadRow, UPLOAD_COLUMNS, UPLOAD_FROM, uploadSqlRow } from "./upload-columns";

const UPLOADS_PER_PAGE = 50;

const openRow = z.object({
  to_map: z.number(),
  to_fix: z.number(),
  rows_to_fix: z.number(),
  to_submit: z.number(),
  moving: z.number(),
});

/** One page of the uploads, newest first. `next` is the place after which the next page begins; `open`: of all uploads. */
export const listUploads = (
  ctx: Pick<Context, "sql">,
  query: UploadsQuery,
): Promise<{ rows: UploadRow[]; next: string | null; open: OpenUploads; customer: CustomerName | null }> =>
  inSnapshot(ctx, async ({ sql: pool }) => {
    const rows = await queryRows(pool, uploadSqlRow)`
      SELECT ${raw(UPLOAD_COLUMNS)} FROM ${raw(UPLOAD_FROM)} ${where(listConditions(query))}
      ORDER BY u.created_at DESC, u.id DESC LIMIT ${UPLOADS_PER_PAGE + 1}`;
    const shown = rows.slice(0, UPLOADS_PER_PAGE);
    const last = rows.length > shown.length ? shown.at(-1) : undefined;
    return {
      rows: shown.map(toUploadRow),
      next: last ? `${last.created_at.getTime()}.${last.id}` : null,
      open: await countOpen(pool),
      customer: query.customer === undefined ? null : await findName(pool, query.customer),
    };
  });

const nameRow = z.object({ id: z.string(), name: z.string() });

async function findName(runner: QueryRunner, id: string): Promise<CustomerName> {
  const [row] = await queryRows(runner, nameRow)`SELECT id, name FROM customer WHERE id = ${id}`;
  return row ?? { id, name: "a customer that does not exist" };
}

async function countOpen(runner: QueryRunner): Promise<OpenUploads> {
  const [row] = await queryRows(runner, openRow)`
    SELECT count(*) FILTER (WHERE state = 'map') AS to_map, count(*) FILTER (WHERE state = 'check' AND problem > 0) AS to_fix,
      coalesce(sum(problem) FILTER (WHERE state = 'check'), 0) AS rows_to_fix,
      count(*) FILTER (WHERE state = 'check' AND problem = 0 AND ready > 0) AS to_submit,
      count(*) FILTER (WHERE state IN ('reading', 'loading', 'submitting')) AS moving
    FROM upload WHERE state IN ('map', 'check', 'reading', 'loading', 'submitting')`;
  return {
    toMap: row?.to_map ?? 0,
    toFix: row?.to_fix ?? 0,
    rowsToFix: row?.rows_to_fix ?? 0,
    toSubmit: row?.to_submit ?? 0,
    moving: row?.moving ?? 0,
  };
}

function listConditions({ person, state, kind, customer, q, after }: UploadsQuery): SqlPart[] {
  const conditions: SqlPart[] = [];
  if (person) conditions.push(sql`u.created_by_id = ${person}::uuid`);
  if (state) conditions.push(sql`u.state = ${state}`);
  if (kind) conditions.push(sql`EXISTS (SELECT FROM upload_target t WHERE t.upload_id = u.id AND t.kind = ${kind})`);
  if (customer) conditions.push(isOfCustomer(customer));
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
