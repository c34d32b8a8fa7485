import "server-only";
import type { Sql } from "@/lib/db/client";
import type { PhoneNumber } from "@/lib/domain/phone-number";
import { bind, type NumberConditions, type Place, type SqlValues } from "./number-filter";
import { findStateSets } from "./state-sets";

export type NumberSqlRow = {
  e164: PhoneNumber;
  state: string | null;
  rate_center: string | null;
  city: string | null;
  lata: string | null;
  is_toll_free: boolean;
  created_at: Date;
  inbound_at: Date | null;
  tested_at: Date | null;
  states: string[];
};
export type PagePlace = { e164: string; addedAt: Date };
export type ScanOrder = { by: "number" | "added"; isDescending: boolean; place: PagePlace | null };

export const NUMBER_COLUMNS = `n.e164, n.state, n.rate_center, n.city, n.lata, n.is_toll_free, n.created_at, n.inbound_at, n.tested_at,
  (SELECT k.states FROM state_set k WHERE k.id = n.state_set_id) AS states`;
const COUNTED_TO = 10_000;
/** Newest numbers that are asked one by one before a large set is sorted whole. */
const MOST_WALKED = 20_000;
const MOST_SORTED = 30_000;
/** More than there will ever be: a LIMIT keeps the planner from choosing another way. */
const ALL = 1_000_000_000;

export type Counted = { count: number; isExact: boolean };
/** Numbers of each combination of states within each place stand in order in one index. */
export type Scan = NumberConditions & { sets: readonly number[]; branches: readonly Branch[] };
/** Equalities of leading columns of an index. */
type Branch = Partial<Record<"state" | "rate_center" | "lata", string | null>>;

export async function openScan(sql: Sql, conditions: NumberConditions): Promise<Scan> {
  const [sets, branches] = await Promise.all([
    findStateSets(sql, conditions.demands),
    listBranches(sql, conditions.place),
  ]);
  return { ...conditions, sets, branches };
}

/** Rate centers of one name lie in a few states, and so do some LATAs: one branch for each. */
async function listBranches(sql: Sql, { state, rateCenter, lata }: Place): Promise<Branch[]> {
  const column = rateCenter !== undefined ? "rate_center" : "lata";
  const name = rateCenter ?? lata;
  if (name === undefined) return state === undefined ? [{}] : [{ state }];
  const place = { [column]: name, ...(rateCenter !== undefined && lata !== undefined && { lata }) };
  if (state !== undefined) return [{ ...place, state }];
  const { rows } = await sql.query<{ state: string | null }>(
    `WITH RECURSIVE found(state) AS (
       SELECT min(n.state) FROM number n WHERE n.${column} = $1
       UNION ALL
       SELECT (SELECT min(n.state) FROM number n WHERE n.${column} = $1 AND n.state > found.state) FROM found WHERE found.state IS NOT NULL
     ) SELECT state FROM found`,
    [name],
  );
  // The last one is null, and stands for numbers without a state.
  return rows.map((row) => ({ ...place, state: row.state }));
}

/** How many numbers there are: exact to 10,000; beyond, at least so many. */
export async function countMatches(sql: Sql, scan: Scan): Promise<Counted> {
  const count = await countTo(sql, scan, COUNTED_TO + 1);
  return { count: Math.min(count, COUNTED_TO), isExact: count <= COUNTED_TO };
}

async function countTo(sql: Sql, scan: Scan, most: number): Promise<number> {
  if (scan.sets.length === 0) return 0;
  const values: SqlValues = [];
  const source = scan.named.length > 0 ? writeNamed(scan, values) : writeStreams(scan, values, null, most);
  const { rows } = await sql.query<{ count: number }>(
    `SELECT count(*) AS count FROM (SELECT FROM (${source}) x LIMIT ${most}) c`,
    values,
  );
  return rows[0]?.count ?? 0;
}

/** Up to `size` numbers in the wanted order from the place on. */
export async function scanNumbers(sql: Sql, scan: Scan, order: ScanOrder, size: number): Promise<NumberSqlRow[]> {
  if (scan.sets.length === 0) return [];
  if (scan.named.length > 0) return readPage(sql, order, size, (values) => writeNamed(scan, values));
  // The order in which numbers were added knows no ranges of numbers.
  if (order.by === "number" || scan.ranges.length === 0)
    return readPage(sql, order, size, (values) => writeStreams(scan, values, order, size));
  const sortWhole = () => readPage(sql, order, size, (values) => writeStreams(scan, values, null, ALL));
  if ((await countTo(sql, scan, MOST_SORTED + 1)) <= MOST_SORTED) return sortWhole();
  const rows = await readPage(sql, order, size, (values) => writeWalk(scan, values, order));
  return rows.length >= size || !(await isLongerThan(sql, order, MOST_WALKED)) ? rows : sortWhole();
}

/**
 * `write` gives candidates with `e164` and `created_at`, each once. Those before the place are left out here at the latest: within the
 * statement, the planner would take an instant that all numbers share for one that hardly any comes after.
 */
async function readPage(
  sql: Sql,
  order: ScanOrder,
  size: number,
  write: (values: SqlValues) => string,
): Promise<NumberSqlRow[]> {
  const values: SqlValues = [];
  const { rows } = await sql.query<NumberSqlRow>(
    `SELECT ${NUMBER_COLUMNS} FROM (
       SELECT c.e164, c.created_at FROM (${write(values)}) c ${writeAfter(order, values, "c")} ORDER BY ${writeOrder(order, "c")} LIMIT ${size}
     ) p JOIN number n ON n.e164 = p.e164 ORDER BY ${writeOrder(order, "n")}`,
    values,
  );
  return rows;
}

/** The first `most` numbers of each combination in each branch, in the order `by` from its place on, or in any. */
function writeStreams(scan: Scan, values: SqlValues, by: ScanOrder | null, most: number): string {
  const sets = bind(values, scan.sets);
  const streams = scan.branches.map((branch) => {
    const conditions = [
      "b.state_set_id = s.id",
      ...writeBranch(branch, values),
      ...[...scan.ranges, ...scan.inbound].map((condition) => condition(values, "b")),
      ...(by ? writePlace(by, values, "b") : []),
    ];
    return `SELECT x.e164, x.created_at FROM unnest(${sets}::int[]) s(id) CROSS JOIN LATERAL (
      SELECT b.e164, b.created_at FROM number b WHERE ${conditions.join(" AND ")} ORDER BY ${by ? writeOrder(by, "b") : "b.e164"} LIMIT ${most}) x`;
  });
  return streams.join(" UNION ALL ");
}

const writeBranch = (branch: Branch, values: SqlValues): string[] =>
  Object.entries(branch).map(([column, value]) =>
    value === null ? `b.${column} IS NULL` : `b.${column} = ${bind(values, value)}`,
  );

function writeOwn({ sets, place, ranges, inbound }: Scan, values: SqlValues): string[] {
  const branch = { state: place.state, rate_center: place.rateCenter, lata: place.lata };
  return [
    `b.state_set_id = ANY(${bind(values, sets)}::int[])`,
    ...Object.entries(branch).flatMap(([column, value]) =>
      value === undefined ? [] : [`b.${column} = ${bind(values, value)}`],
    ),
    ...[...ranges, ...inbound].map((condition) => condition(values, "b")),
  ];
}

/** Numbers of small sets, each looked up. */
function writeNamed(scan: Scan, values: SqlValues): string {
  const conditions = [...scan.named.map((set) => `b.e164 = ANY(ARRAY(${set(values)}))`), ...writeOwn(scan, values)];
  // OFFSET 0: the planner would walk a whole order for the few numbers of the set.
  return `SELECT b.e164, b.created_at FROM number b WHERE ${conditions.join(" AND ")} OFFSET 0`;
}

/** The first numbers after the place, whatever they are, asked one after another. */
function writeWalk(scan: Scan, values: SqlValues, order: ScanOrder): string {
  return `SELECT b.e164, b.created_at FROM (
      SELECT w.* FROM number w ${writeAfter(order, values, "w")} ORDER BY ${writeOrder(order, "w")} LIMIT ${MOST_WALKED}
    ) b WHERE ${writeOwn(scan, values).join(" AND ")}`;
}

/** Whether more than `count` numbers follow the place, whatever they are. */
async function isLongerThan(sql: Sql, order: ScanOrder, count: number): Promise<boolean> {
  const values: SqlValues = [];
  const { rowCount } = await sql.query(
    `SELECT FROM number c ${writeAfter(order, values, "c")} ORDER BY ${writeOrder(order, "c")} LIMIT 1 OFFSET ${count}`,
    values,
  );
  return rowCount === 1;
}

function writePlace({ by, isDescending, place }: ScanOrder, values: SqlValues, alias: string): string[] {
  if (!place) return [];
  const operator = isDescending ? "<" : ">";
  if (by === "number") return [`${alias}.e164 ${operator} ${bind(values, place.e164)}`];
  const at = bind(values, place.addedAt);
  return [`(${alias}.created_at, ${alias}.e164) ${operator} (${at}::timestamptz, ${bind(values, place.e164)})`];
}

const writeAfter = (order: ScanOrder, values: SqlValues, alias: string) =>
  writePlace(order, values, alias)
    .map((condition) => `WHERE ${condition}`)
    .join("");

function writeOrder({ by, isDescending }: ScanOrder, alias: string): string {
  const direction = isDescending ? "DESC" : "ASC";
  const number = `${alias}.e164 ${direction}`;
  return by === "number" ? number : `${alias}.created_at ${direction}, ${number}`;
}
