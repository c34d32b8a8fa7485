import "server-only";
import { z } from "zod";
import type { Sql } from "@/lib/db/client";
import { and, queryRows, raw, sql, type SqlPart, where } from "@/lib/db/sql";
import { scanStale } from "./scan-stale";
import type { NumberQuery, SortColumn } from "./number-query";
import {
  ALL,
  countTo,
  isEqual,
  listBranches,
  type ListOrder,
  MAX_SORTED,
  NUMBER_COLUMNS,
  numberSqlRow,
  type NumberSqlRow,
  type Scan,
  scanNumbers,
  selectNamed,
  selectStreams,
} from "./number-scan";

type SortedOrder = ListOrder & { by: SortColumn };
type Value = string | null;

const COLUMNS = { state: "state", lata: "lata", inbound: "inbound_at" } as const satisfies Record<SortColumn, string>;

/** What a list's `sort` says. */
export const readOrder = (sort: NumberQuery["sort"]): Pick<ListOrder, "by" | "isDescending"> => ({
  by: sort.replace(/^-/, "") as ListOrder["by"],
  isDescending: sort.startsWith("-"),
});

/** The order of the list: what was not read lately begins with what was read longest ago, whatever the address says. */
export const chooseOrder = (scan: Scan, sort: NumberQuery["sort"]): Pick<ListOrder, "by" | "isDescending"> =>
  scan.isStale ? { by: "number", isDescending: false } : readOrder(sort);

/** Up to `size` numbers in the order of the list; those that were not read lately have an order of their own. Up to `most` matching numbers are sorted whole. */
export async function scanList(
  pool: Sql,
  scan: Scan,
  order: ListOrder,
  size: number,
  { most = MAX_SORTED } = {},
): Promise<NumberSqlRow[]> {
  const { by } = order;
  if (scan.isStale) return scanStale(pool, scan, order, size);
  if (by === "number" || by === "added") return scanNumbers(pool, scan, { ...order, by }, size);
  if (scan.sets.length === 0) return [];
  const sorted = { ...order, by };
  if (scan.named.length > 0 || (await countTo(pool, scan, most + 1)) <= most)
    return sortWhole(pool, scan, sorted, size);
  return by === "inbound" ? scanInbound(pool, scan, sorted, size) : scanPlaces(pool, scan, { ...order, by }, size);
}

/** Few numbers: all are read and sorted. */
function sortWhole(pool: Sql, scan: Scan, { by, isDescending, isBackwards, place }: SortedOrder, size: number) {
  const column = raw(`n.${COLUMNS[by]}`);
  const [direction, nulls] = [raw(isDescending ? "DESC" : "ASC"), raw(isBackwards ? "DESC" : "ASC")];
  const own = sql`(SELECT ${raw(COLUMNS[by])} FROM number WHERE e164 = ${place?.e164 ?? ""})`;
  const after = place
    ? [
        sql`((${column} IS NULL) ${raw(isBackwards ? "<" : ">")} (${own} IS NULL) OR (${column} IS NULL) = (${own} IS NULL)
          AND ((${column} IS NOT DISTINCT FROM ${own} AND n.e164 ${raw(isDescending ? "<" : ">")} ${place.e164})
            OR ${column} ${raw(isDescending ? "<" : ">")} ${own}))`,
      ]
    : [];
  const candidates = scan.named.length > 0 ? selectNamed(scan) : selectStreams(scan, null, ALL);
  return queryRows(pool, numberSqlRow)`
    SELECT ${NUMBER_COLUMNS} FROM (${candidates}) c JOIN number n ON n.e164 = c.e164 ${where(after)}
    ORDER BY (${column} IS NULL) ${nulls}, ${column} ${direction}, n.e164 ${direction} LIMIT ${size}`;
}

const valueRow = z.object({ value: z.string().nullable() });

/** Many numbers in the order of a place: one place after another, each in the order of its numbers, until the page is full. */
async function scanPlaces(
  pool: Sql,
  scan: Scan,
  order: ListOrder & { by: "state" | "lata" },
  size: number,
): Promise<NumberSqlRow[]> {
  const { by, isDescending, isBackwards, place } = order;
  const rows: NumberSqlRow[] = [];
  const fixed = scan.place[by];
  const readOwn = async (e164: string): Promise<Value> => {
    const [row] = await queryRows(pool, valueRow)`SELECT ${raw(by)} AS value FROM number WHERE e164 = ${e164}`;
    return row?.value ?? null;
  };
  const readNext = async (after: Value | undefined): Promise<Value | undefined> => {
    // Numbers without one come last, or, backwards, first.
    if (after === undefined && isBackwards) return null;
    if (after === null && !isBackwards) return undefined;
    const bound = typeof after === "string" ? [sql`${raw(by)} ${raw(isDescending ? "<" : ">")} ${after}`] : [];
    const [row] = await queryRows(pool, valueRow)`
      SELECT ${raw(isDescending ? "max" : "min")}(${raw(by)}) AS value FROM number ${where(bound)}`;
    return row?.value ?? (isBackwards ? undefined : null);
  };
  let at: PlaceOf | null = place;
  let value = fixed !== undefined ? fixed : place ? await readOwn(place.e164) : await readNext(undefined);
  while (value !== undefined && rows.length < size) {
    const inPlace = { ...scan.place, [by]: value };
    const part = { ...scan, place: inPlace, branches: await listBranches(pool, inPlace) };
    rows.push(...(await scanNumbers(pool, part, { by: "number", isDescending, place: at }, size - rows.length)));
    at = null;
    if (fixed !== undefined) break;
    value = await readNext(value);
  }
  return rows;
}
type PlaceOf = NonNullable<ListOrder["place"]>;

const inboundRow = z.object({ at: z.date().nullable() });

/** Many numbers by their last message: those that have one from its index, and after them the others in the order of their numbers. */
async function scanInbound(pool: Sql, scan: Scan, order: SortedOrder, size: number): Promise<NumberSqlRow[]> {
  const { isDescending, isBackwards, place } = order;
  const [own] = place
    ? await queryRows(pool, inboundRow)`SELECT inbound_at AS at FROM number WHERE e164 = ${place.e164}`
    : [];
  const isAmongOthers = own !== undefined && own.at === null;
  const readSome = (most: number, from: Date | null) => readInbound(pool, scan, { isDescending, place, from }, most);
  const readOthers = (most: number, from: PlaceOf | null) =>
    scanNumbers(
      pool,
      { ...scan, checks: [...scan.checks, sql`b.inbound_at IS NULL`] },
      { by: "number", isDescending, place: from },
      most,
    );
  if (isBackwards) {
    const rows = isAmongOthers || place === null ? await readOthers(size, place) : [];
    return rows.length < size ? [...rows, ...(await readSome(size - rows.length, own?.at ?? null))] : rows;
  }
  const rows = isAmongOthers ? [] : await readSome(size, own?.at ?? null);
  return rows.length < size ? [...rows, ...(await readOthers(size - rows.length, isAmongOthers ? place : null))] : rows;
}

type InboundPlace = { isDescending: boolean; place: PlaceOf | null; from: Date | null };

function readInbound(pool: Sql, scan: Scan, { isDescending, place, from }: InboundPlace, size: number) {
  const direction = raw(isDescending ? "DESC" : "ASC");
  const after =
    place && from
      ? [sql`(b.inbound_at, b.e164) ${raw(isDescending ? "<" : ">")} (${from}::timestamptz, ${place.e164})`]
      : [];
  const streams: SqlPart[] = scan.branches.map((branch) => {
    const conditions = and([
      sql`b.state_set_id = s.id`,
      sql`b.inbound_at IS NOT NULL`,
      ...Object.entries(branch).map(([column, value]) => isEqual(column, value)),
      ...scan.ranges,
      ...scan.checks,
      ...after,
    ]);
    return sql`SELECT x.* FROM unnest(${scan.sets}::int[]) s(id) CROSS JOIN LATERAL (
      SELECT b.e164, b.inbound_at FROM number b WHERE ${conditions}
      ORDER BY b.inbound_at ${direction}, b.e164 ${direction} LIMIT ${size}) x`;
  });
  const all = streams.reduce((union, stream) => sql`${union} UNION ALL ${stream}`);
  return queryRows(pool, numberSqlRow)`
    SELECT ${NUMBER_COLUMNS} FROM (
      SELECT c.e164, c.inbound_at FROM (${all}) c ORDER BY c.inbound_at ${direction}, c.e164 ${direction} LIMIT ${size}
    ) p JOIN number n ON n.e164 = p.e164 ORDER BY n.inbound_at ${direction}, n.e164 ${direction}`;
}
