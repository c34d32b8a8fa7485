import "server-only";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { queryRows, sql, where } from "@/lib/db/sql";
import { one, rowPlace } from "@/lib/domain/address-field";
import type { LookupItem } from "@/lib/domain/lookup-view";

const PER_PAGE = 25;

/** What the address of the list may say. */
export const lookupsQuery = z.object({ after: one(rowPlace), q: one(z.string().trim().max(120)) });
export type LookupsQuery = z.output<typeof lookupsQuery>;

const itemRow = z.object({
  id: z.string(),
  name: z.string(),
  total: z.number(),
  valid: z.number(),
  invalid: z.number(),
  duplicate: z.number(),
  person: z.string().nullable(),
  created_at: z.date(),
  kept_until: z.date(),
  answers: z.number(),
  is_asking: z.boolean(),
});

/** One page of the lookups of all people, newest first. `next` is the place after which the next page begins. */
export async function listLookups(
  ctx: Pick<Context, "sql">,
  { after, q }: LookupsQuery,
): Promise<{ rows: LookupItem[]; next: string | null }> {
  const [at, id] = after?.split(".") ?? [];
  const conditions = [
    ...(id ? [sql`(l.created_at, l.id) < (to_timestamp(${Number(at)} / 1000.0), ${id}::uuid)`] : []),
    ...(q ? [sql`position(lower(${q}) IN lower(l.name)) > 0`] : []),
  ];
  const rows = await queryRows(ctx.sql, itemRow)`
    SELECT l.id, l.name, l.total, l.valid, l.invalid, l.duplicate, p.name AS person, l.created_at, l.kept_until,
      (SELECT count(*)::int FROM lookup_round r WHERE r.lookup_id = l.id) AS answers,
      EXISTS (SELECT FROM lookup_round r WHERE r.lookup_id = l.id AND r.state = 'asking') AS is_asking
    FROM lookup l LEFT JOIN person p ON p.id = l.created_by_id ${where(conditions)}
    ORDER BY l.created_at DESC, l.id DESC LIMIT ${PER_PAGE + 1}`;
  const shown = rows.slice(0, PER_PAGE);
  const last = rows.length > shown.length ? shown.at(-1) : undefined;
  return { rows: shown.map(toItem), next: last ? `${last.created_at.getTime()}.${last.id}` : null };
}

const toItem = (row: z.infer<typeof itemRow>): LookupItem => ({
  id: row.id,
  name: row.name,
  counts: { total: row.total, valid: row.valid, invalid: row.invalid, duplicate: row.duplicate },
  person: row.person,
  createdAt: row.created_at.toISOString(),
  keptUntil: row.kept_until.toISOString(),
  answers: row.answers,
  isAsking: row.is_asking,
});
