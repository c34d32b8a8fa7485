import "server-only";
import { z } from "zod";
import type { Sql } from "@/lib/db/client";
import { and, countRow, queryRows, raw, sql, type SqlPart } from "@/lib/db/sql";
import {
  ALL,
  type Counted,
  countMatches,
  countTo,
  MAX_SORTED,
  NUMBER_COLUMNS,
  numberSqlRow,
  type NumberSqlRow,
  type Scan,
  selectNamed,
  selectStreams,
  writeOwn,
} from "./number-scan";
import { IS_STALE, selectStaleValues, type StaleOrder, writeStaleOrder } from "./stale-numbers";

/** Beyond, numbers are not counted one by one. */
const COUNTED_TO = 1_000;

const staleRow = numberSqlRow.extend({ stale_at: z.date() });
const foundRow = z.object({ found: z.boolean() });

/** How many numbers the list has; those that were not read lately are exact to 1,000. */
export const countListed = (pool: Sql, scan: Scan): Promise<Counted> =>
  scan.isStale ? countStale(pool, scan) : countMatches(pool, scan);

/**
 * Numbers with a value that is older than its limit, the one that was read longest ago first. Values are walked from the oldest on until
 * enough numbers match; where few numbers match the rest of the filter, those are sorted.
 */
export async function scanStale(pool: Sql, scan: Scan, order: StaleOrder, size: number): Promise<NumberSqlRow[]> {
  if (scan.sets.length === 0) return [];
  if (scan.named.length > 0) return readPage(pool, order, size, selectFew(scan, order));
  for (let [most, isLong] = [size * 8, false]; ; most *= 10) {
    const rows = await readPage(pool, order, size, selectWalk(scan, order, most));
    if (rows.length >= size || !(await hasMore(pool, order, most))) return rows;
    if (isLong && (await isFew(pool, scan))) return readPage(pool, order, size, selectFew(scan, order));
    isLong = true;
  }
}

async function countStale(pool: Sql, scan: Scan): Promise<Counted> {
  if (scan.sets.length === 0) return { count: 0, isExact: true };
  const first: StaleOrder = { isDescending: false, place: null };
  const count = async (source: SqlPart) => {
    const [row] = await queryRows(pool, countRow)`
      SELECT count(*) AS count FROM (SELECT FROM (${source}) c LIMIT ${COUNTED_TO + 1}) n`;
    return row?.count ?? 0;
  };
  let found = 0;
  let isWhole = scan.named.length > 0;
  if (isWhole) found = await count(selectFew(scan, first));
  for (let most = COUNTED_TO * 2; !isWhole && found <= COUNTED_TO; most *= 10) {
    found = await count(selectWalk(scan, first, most));
    isWhole = !(await hasMore(pool, first, most));
    if (isWhole || found > COUNTED_TO || !(await isFew(pool, scan))) continue;
    isWhole = true;
    found = await count(selectFew(scan, first));
  }
  return { count: Math.min(found, COUNTED_TO), isExact: found <= COUNTED_TO };
}

const isFew = async (pool: Sql, scan: Scan) => (await countTo(pool, scan, MAX_SORTED + 1)) <= MAX_SORTED;

async function hasMore(pool: Sql, order: StaleOrder, most: number): Promise<boolean> {
  const [row] = await queryRows(pool, foundRow)`
    SELECT EXISTS (SELECT FROM (${selectStaleValues(order, most + 1)}) f OFFSET ${most}) AS found`;
  return row?.found === true;
}

/** `candidates` have `e164` and `at`, the instant of the oldest value, each number once. */
const readPage = (pool: Sql, { isDescending }: StaleOrder, size: number, candidates: SqlPart) =>
  queryRows(pool, staleRow)`
    SELECT ${NUMBER_COLUMNS}, p.at AS stale_at FROM (
      SELECT c.e164, c.at FROM (${candidates}) c ORDER BY ${writeStaleOrder(isDescending, sql`c.at`, sql`c.e164`)} LIMIT ${size}
    ) p JOIN number n ON n.e164 = p.e164 ORDER BY ${writeStaleOrder(isDescending, sql`p.at`, sql`p.e164`)}`;

/** Of the next `most` values, the numbers whose oldest one is among them. */
const selectWalk = (scan: Scan, order: StaleOrder, most: number): SqlPart => sql`
  SELECT w.e164, w.at FROM (
    SELECT v.e164, min(v.checked_at) AS at FROM (${selectStaleValues(order, most)}) v GROUP BY v.e164
  ) w JOIN number b ON b.e164 = w.e164
  WHERE ${writeOwn(scan)} AND NOT EXISTS (SELECT FROM number_fact f WHERE f.e164 = w.e164 AND f.checked_at < w.at AND (${IS_STALE}))`;

/** All numbers of the rest of the filter, each with its oldest value. */
function selectFew(scan: Scan, { isDescending, place }: StaleOrder): SqlPart {
  const after = place
    ? [sql`(a.at, c.e164) ${raw(isDescending ? "<" : ">")} (${place.at}::timestamptz, ${place.e164})`]
    : [];
  const source = scan.named.length > 0 ? selectNamed(scan) : selectStreams(scan, null, ALL);
  return sql`SELECT c.e164, a.at FROM (${source}) c
    CROSS JOIN LATERAL (SELECT min(f.checked_at) AS at FROM number_fact f WHERE f.e164 = c.e164 AND (${IS_STALE})) a
    WHERE ${and([sql`a.at IS NOT NULL`, ...after])}`;
}
