import "server-only";
import { join, raw, sql, type SqlPart } from "@/lib/db/sql";
import { DEFAULT_FRESHNESS, FRESH_FIELDS } from "@/lib/domain/freshness";
import type { PagePlace } from "./number-scan";

export type StaleOrder = { isDescending: boolean; place: PagePlace | null };

/** Of `number_fact f`: a value of the field that is older than its limit, through the index of ages. */
const olderThanLimit = (field: (typeof FRESH_FIELDS)[number]): SqlPart =>
  raw(`f.facet = '${field}' AND f.checked_at < now() - coalesce((SELECT (value ->> '${field}')::int FROM setting
    WHERE key = 'freshness.hours'), ${DEFAULT_FRESHNESS[field]}) * interval '1 hour'`);

/** Of `number_fact f`: a value of any field that is older than its limit. */
export const IS_STALE: SqlPart = join(
  FRESH_FIELDS.map((field) => sql`(${olderThanLimit(field)})`),
  " OR ",
);

/** The first `most` values behind the place that are older than their limits, the oldest first: `e164`, `checked_at`. */
export function selectStaleValues({ isDescending, place }: StaleOrder, most: number): SqlPart {
  const order = writeStaleOrder(isDescending, raw("checked_at"), raw("e164"));
  const after = place
    ? sql`AND (f.checked_at, f.e164) ${raw(isDescending ? "<" : ">")} (${place.at}::timestamptz, ${place.e164})`
    : sql``;
  const streams = FRESH_FIELDS.map(
    (field) => sql`(SELECT f.e164, f.checked_at FROM number_fact f WHERE ${olderThanLimit(field)} ${after}
      ORDER BY ${order} LIMIT ${most})`,
  );
  return sql`SELECT * FROM (${join(streams, " UNION ALL ")}) f ORDER BY ${order} LIMIT ${most}`;
}

export function writeStaleOrder(isDescending: boolean, at: SqlPart, number: SqlPart): SqlPart {
  const direction = raw(isDescending ? "DESC" : "ASC");
  return sql`${at} ${direction}, ${number} ${direction}`;
}
