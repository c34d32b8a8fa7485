import "server-only";
import { z } from "zod";
import type { Sql } from "@/lib/db/client";
import { and, join, queryCount, queryRows, raw, sql, type SqlPart, where } from "@/lib/db/sql";
import { phoneNumber } from "@/lib/domain/phone-number";
import type { NumberConditions, Place } from "./number-filter";
import { areCommon, hasDigits, selectDigits } from "./number-digits";
import type { SortColumn } from "./number-query";
import { findStateSets } from "./state-sets";
import { chooseTagWay, findLabels } from "./label-ways";

export const numberSqlRow = z.object({
  e164: phoneNumber,
  state: z.string().nullable(),
  rate_center: z.string().nullable(),
  city: z.string().nullable(),
  lata: z.string().nullable(),
  is_toll_free: z.boolean(),
  created_at: z.date(),
  inbound_at: z.date().nullable(),
  tested_at: z.date().nullable(),
  states: z.array(z.string()),
});
/** `stale_at`: of the list of numbers that were not read lately, the instant of the oldest value. */
export type NumberSqlRow = z.infer<typeof numberSqlRow> & { stale_at?: Date };
/** The place of a row in its list. */
export const toPlace = ({ e164, created_at, stale_at }: NumberSqlRow): PagePlace => ({
  e164,
  at: stale_at ?? created_at,
});
/** `at`: the instant that orders the list, where one does. */
export type PagePlace = { e164: string; at: Date };
export type ScanOrder = { by: "number" | "added"; isDescending: boolean; place: PagePlace | null };
/** `isBackwards`: the page before the place is read, so that numbers without a value come first. */
export type ListOrder = {
  by: ScanOrder["by"] | SortColumn;
  isDescending: boolean;
  isBackwards: boolean;
  place: PagePlace | null;
};

/** Of `number n`: the columns of `numberSqlRow`. */
export const NUMBER_COLUMNS = sql`n.e164, n.state, n.rate_center, n.city, n.lata, n.is_toll_free, n.created_at, n.inbound_at, n.tested_at,
  (SELECT k.states FROM state_set k WHERE k.id = n.state_set_id) AS states`;
const COUNTED_TO = 10_000;
/** Numbers with the wanted digits are not counted beyond: each has to be looked up. */
const DIGITS_COUNTED_TO = { common: 1_000, rare: 5_000 };
/** Newest numbers that are asked one by one before a large set is sorted whole. */
const MAX_WALKED = 20_000;
/** Next numbers of the list that are looked at for digits before their index is asked. */
const MAX_NEAR = { common: 50_000, rare: 10_000 };
/** So many numbers with common digits are looked up one by one; of more, those that meet the rest of the filter are. */
const MAX_COMMON = 5_000;
export const MAX_SORTED = 30_000;
/** More than there will ever be: a LIMIT keeps the planner from choosing another way. */
export const ALL = 1_000_000_000;

export type Counted = { count: number; isExact: boolean };
/** Numbers of each combination of states within each place stand in order in one index. */
export type Scan = NumberConditions & {
  sets: readonly number[];
  branches: readonly Branch[];
  /** Of `named`, those that are not the numbers with the wanted digits. */
  besides: readonly SqlPart[];
};
/** Equalities of leading columns of an index. */
type Branch = Partial<Record<"state" | "rate_center" | "lata" | "customer_id", string | null>>;

export async function openScan(pool: Sql, conditions: NumberConditions): Promise<Scan> {
  const labels = await findLabels(pool, conditions.labels);
  const place = { ...conditions.place, ...(labels && { customerId: labels.customerId }) };
  const [sets, branches, tagged] = await Promise.all([
    labels ? findStateSets(pool, conditions.demands, conditions.isSetWanted) : [],
    listBranches(pool, place),
    labels?.tagId ? chooseTagWay(pool, labels.tagId) : NO_WAY,
  ]);
  const { digits, ranges } = conditions;
  const isCommon = digits !== null && areCommon(digits);
  const besides = [...conditions.named, ...tagged.named];
  const named = digits === null || isCommon ? besides : [...besides, selectDigits(digits, ranges)];
  const checks = [...conditions.checks, ...tagged.checks, ...(isCommon ? [hasDigits(digits, sql`b`)] : [])];
  return { ...conditions, place, named, besides, checks, sets, branches };
}

const NO_WAY = { named: [], checks: [] };

const stateRow = z.object({ state: z.string().nullable() });

/** Rate centers of one name lie in a few states, and so do some LATAs: one branch for each. */
export async function listBranches(pool: Sql, { state, rateCenter, lata, customerId }: Place): Promise<Branch[]> {
  // One index holds a customer's numbers, one those of none: what else is asked of their place, each is asked.
  if (customerId !== undefined)
    return [
      {
        customer_id: customerId,
        ...(state !== undefined && { state }),
        ...(rateCenter !== undefined && { rate_center: rateCenter }),
        ...(lata !== undefined && { lata }),
      },
    ];
  // No index holds numbers without a LATA: each number is looked at.
  if (lata === null)
    return [
      { lata, ...(rateCenter !== undefined && { rate_center: rateCenter }), ...(state !== undefined && { state }) },
    ];
  const column = rateCenter !== undefined ? "rate_center" : "lata";
  const name = rateCenter ?? lata;
  if (name === undefined) return state === undefined ? [{}] : [{ state }];
  const place = { [column]: name, ...(rateCenter !== undefined && lata !== undefined && { lata }) };
  if (state !== undefined) return [{ ...place, state }];
  const isThere = sql`n.${raw(column)} = ${name}`;
  const rows = await queryRows(pool, stateRow)`
    WITH RECURSIVE found(state) AS (
      SELECT min(n.state) FROM number n WHERE ${isThere}
      UNION ALL
      SELECT (SELECT min(n.state) FROM number n WHERE ${isThere} AND n.state > found.state) FROM found WHERE found.state IS NOT NULL
    ) SELECT state FROM found`;
  // The last one is null, and stands for numbers without a state.
  return rows.map((row) => ({ ...place, state: row.state }));
}

/** How many numbers there are: exact to 10,000; beyond, at least so many. */
export async function countMatches(pool: Sql, scan: Scan): Promise<Counted> {
  if (scan.digits !== null) return countWithDigits(pool, scan, scan.digits);
  const count = await countTo(pool, scan, COUNTED_TO + 1);
  return { count: Math.min(count, COUNTED_TO), isExact: count <= COUNTED_TO };
}

/** Numbers with the wanted digits from their index, looked up only until there are enough. */
async function countWithDigits(pool: Sql, scan: Scan, digits: string): Promise<Counted> {
  if (scan.sets.length === 0) return { count: 0, isExact: true };
  const most = areCommon(digits) ? DIGITS_COUNTED_TO.common : DIGITS_COUNTED_TO.rare;
  const conditions = and([writeOwn(scan), ...writeNamed(scan.besides)]);
  const count = await queryCount(pool)`
    SELECT count(*) AS count FROM (SELECT FROM (${selectDigits(digits, scan.ranges)} OFFSET 0) d CROSS JOIN LATERAL (
      SELECT FROM number b WHERE b.e164 = d.e164 AND ${conditions} OFFSET 0) n LIMIT ${most + 1}) c`;
  return { count: Math.min(count, most), isExact: count <= most };
}

export async function countTo(pool: Sql, scan: Scan, most: number): Promise<number> {
  if (scan.sets.length === 0) return 0;
  return countRows(pool, scan.named.length > 0 ? selectNamed(scan) : selectStreams(scan, null, most), most);
}

const countRows = (pool: Sql, source: SqlPart, most: number): Promise<number> =>
  queryCount(pool)`SELECT count(*) AS count FROM (SELECT FROM (${source}) x LIMIT ${most}) c`;

/** Up to `size` numbers in the wanted order from the place on. */
export async function scanNumbers(pool: Sql, scan: Scan, order: ScanOrder, size: number): Promise<NumberSqlRow[]> {
  if (scan.sets.length === 0) return [];
  if (scan.digits !== null && scan.besides.length === 0) {
    const rows = await scanDigits(pool, scan, scan.digits, order, size);
    if (rows) return rows;
  }
  if (scan.named.length > 0) return readPage(pool, order, size, selectNamed(scan));
  // The order in which numbers were added knows no ranges of numbers, and no customers.
  if (order.by === "number" || (scan.ranges.length === 0 && scan.place.customerId === undefined))
    return readPage(pool, order, size, selectStreams(scan, order, size));
  const sortWhole = () => readPage(pool, order, size, selectStreams(scan, null, ALL));
  if ((await countTo(pool, scan, MAX_SORTED + 1)) <= MAX_SORTED) return sortWhole();
  const rows = await readPage(pool, order, size, selectWalk(scan, order));
  return rows.length >= size || !(await isLongerThan(pool, order, MAX_WALKED)) ? rows : sortWhole();
}

/**
 * `candidates` have `e164` and `created_at`, each number once. Those before the place are left out here at the latest: within the
 * candidates, the planner would take an instant that all numbers share for one that hardly any comes after.
 */
const readPage = (pool: Sql, order: ScanOrder, size: number, candidates: SqlPart): Promise<NumberSqlRow[]> =>
  queryRows(pool, numberSqlRow)`
    SELECT ${NUMBER_COLUMNS} FROM (
      SELECT c.e164, c.created_at FROM (${candidates}) c ${writeAfter(order, "c")} ORDER BY ${writeOrder(order, "c")} LIMIT ${size}
    ) p JOIN number n ON n.e164 = p.e164 ORDER BY ${writeOrder(order, "n")}`;

/** The first `most` numbers of each combination in each branch, in the order `by` from its place on, or in any. */
export function selectStreams(scan: Scan, by: ScanOrder | null, most: number): SqlPart {
  const order = by ? writeOrder(by, "b") : sql`b.e164`;
  const streams = scan.branches.map((branch) => {
    const conditions = and([
      sql`b.state_set_id = s.id`,
      ...Object.entries(branch).map(([column, value]) => isEqual(column, value)),
      ...scan.ranges,
      ...scan.checks,
      ...(by ? writePlace(by, "b") : []),
    ]);
    return sql`SELECT x.e164, x.created_at FROM unnest(${scan.sets}::int[]) s(id) CROSS JOIN LATERAL (
      SELECT b.e164, b.created_at FROM number b WHERE ${conditions} ORDER BY ${order} LIMIT ${most}) x`;
  });
  return join(streams, " UNION ALL ");
}

export const isEqual = (column: string, value: string | null) =>
  value === null
    ? sql`b.${raw(column)} IS NULL`
    : column === "customer_id"
      ? sql`b.customer_id = ${value}::uuid`
      : sql`b.${raw(column)} = ${value}`;

export function writeOwn({ sets, place, ranges, checks }: Scan): SqlPart {
  const branch = {
    state: place.state,
    rate_center: place.rateCenter,
    lata: place.lata,
    customer_id: place.customerId,
  };
  return and([
    sql`b.state_set_id = ANY(${sets}::int[])`,
    ...Object.entries(branch).flatMap(([column, value]) => (value === undefined ? [] : [isEqual(column, value)])),
    ...ranges,
    ...checks,
  ]);
}

const writeNamed = (named: readonly SqlPart[]) => named.map((set) => sql`b.e164 = ANY(ARRAY(${set}))`);

/** Numbers of small sets, each looked up. */
export function selectNamed(scan: Scan): SqlPart {
  const sets = and(writeNamed(scan.named));
  // OFFSET 0: the planner would walk a whole order for the few numbers of the set.
  return sql`SELECT b.e164, b.created_at FROM number b WHERE ${sets} AND ${writeOwn(scan)} OFFSET 0`;
}

/** The first numbers after the place, whatever they are, asked one after another. */
const selectWalk = (scan: Scan, order: ScanOrder): SqlPart =>
  sql`SELECT b.e164, b.created_at FROM (
      SELECT w.* FROM number w ${writeAfter(order, "w")} ORDER BY ${writeOrder(order, "w")} LIMIT ${MAX_WALKED}
    ) b WHERE ${writeOwn(scan)}`;

/** Where numbers with the digits are near, the next ones; else all of them. Null: they are too many for that, and the rest of the filter leaves few. */
async function scanDigits(pool: Sql, scan: Scan, digits: string, order: ScanOrder, size: number) {
  const isCommon = areCommon(digits);
  const isByNumber = order.by === "number";
  const read = (source: SqlPart) => readPage(pool, order, size, selectOwn(scan, source));
  const near = await read(selectNear(scan, digits, order, size * 2));
  if (near.length >= size) return near;
  if (!isCommon && isByNumber) {
    const ranges = [...scan.ranges, ...writePlace(order, "b")];
    // OFFSET 0: the planner would walk all numbers in their order for the few that have the digits.
    const found = sql`SELECT b.e164 FROM (${selectDigits(digits, ranges)} OFFSET 0) b`;
    const rows = await read(sql`${found} ORDER BY ${writeOrder(order, "b")} LIMIT ${size * 4}`);
    if (rows.length >= size) return rows;
  }
  const all = selectDigits(digits, scan.ranges);
  if (isCommon && (await countRows(pool, all, MAX_COMMON + 1)) > MAX_COMMON) return null;
  return read(all);
}

/** Of the next numbers of the list, whatever they are, up to `most` with these digits. */
function selectNear(scan: Scan, digits: string, order: ScanOrder, most: number): SqlPart {
  const near = areCommon(digits) ? MAX_NEAR.common : MAX_NEAR.rare;
  const next =
    order.by === "number"
      ? sql`SELECT b.e164 FROM number_digits b ${where([...scan.ranges, ...writePlace(order, "b")])}`
      : sql`SELECT b.e164, b.created_at FROM number b ${writeAfter(order, "b")}`;
  const conditions = where([hasDigits(digits, sql`b`), ...scan.ranges]);
  return sql`SELECT b.e164 FROM (${next} ORDER BY ${writeOrder(order, "b")} LIMIT ${near}) b ${conditions} LIMIT ${most}`;
}

/** Of the numbers that `source` gives, those that the filter leaves. OFFSET 0: they are looked up, not searched for. */
const selectOwn = (scan: Scan, source: SqlPart): SqlPart =>
  sql`SELECT b.e164, b.created_at FROM (${source} OFFSET 0) d JOIN number b ON b.e164 = d.e164 WHERE ${writeOwn(scan)} OFFSET 0`;

/** Whether more than `count` numbers follow the place, whatever they are. */
async function isLongerThan(pool: Sql, order: ScanOrder, count: number): Promise<boolean> {
  const { text, values } =
    sql`SELECT FROM number c ${writeAfter(order, "c")} ORDER BY ${writeOrder(order, "c")} LIMIT 1 OFFSET ${count}`;
  return (await pool.query(text, values)).rowCount === 1;
}

function writePlace({ by, isDescending, place }: ScanOrder, alias: string): SqlPart[] {
  if (!place) return [];
  const [row, isAfter] = [raw(alias), isDescending ? sql`<` : sql`>`];
  if (by === "number") return [sql`${row}.e164 ${isAfter} ${place.e164}`];
  return [sql`(${row}.created_at, ${row}.e164) ${isAfter} (${place.at}::timestamptz, ${place.e164})`];
}

const writeAfter = (order: ScanOrder, alias: string): SqlPart => where(writePlace(order, alias));

function writeOrder({ by, isDescending }: ScanOrder, alias: string): SqlPart {
  const direction = isDescending ? "DESC" : "ASC";
  return raw(
    by === "number" ? `${alias}.e164 ${direction}` : `${alias}.created_at ${direction}, ${alias}.e164 ${direction}`,
  );
}
