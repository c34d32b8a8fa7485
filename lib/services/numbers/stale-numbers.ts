import "server-only";
import type { Sql } from "@/lib/db/client";
import { countRow, join, queryRows, raw, sql, type SqlPart } from "@/lib/db/sql";
import { DEFAULT_FRESHNESS, FRESH_FIELDS } from "@/lib/domain/freshness";

/** Beyond this many old values, numbers are asked one by one: then most of them have one. */
const MAX_NAMED = 50_000;

/** Of `number_fact f`: a value of the field that is older than its limit, through the index of ages. */
const olderThanLimit = (field: (typeof FRESH_FIELDS)[number]): SqlPart =>
  raw(`f.facet = '${field}' AND f.checked_at < now() - coalesce((SELECT (value ->> '${field}')::int FROM setting
    WHERE key = 'freshness.hours'), ${DEFAULT_FRESHNESS[field]}) * interval '1 hour'`);

const selectStale = (): SqlPart =>
  join(
    FRESH_FIELDS.map((field) => sql`SELECT f.e164 FROM number_fact f WHERE ${olderThanLimit(field)}`),
    " UNION ALL ",
  );

/** The numbers with a value that is older than its limit: as a small set, or as a condition on each `number b`. */
export async function chooseStaleWay(pool: Sql): Promise<{ named: SqlPart[]; checks: SqlPart[] }> {
  const [row] = await queryRows(pool, countRow)`
    SELECT count(*) AS count FROM (SELECT FROM (${selectStale()}) f LIMIT ${MAX_NAMED + 1}) c`;
  if ((row?.count ?? 0) <= MAX_NAMED) return { named: [selectStale()], checks: [] };
  const isStale = join(
    FRESH_FIELDS.map((field) => sql`(${olderThanLimit(field)})`),
    " OR ",
  );
  return { named: [], checks: [sql`EXISTS (SELECT FROM number_fact f WHERE f.e164 = b.e164 AND (${isStale}))`] };
}
