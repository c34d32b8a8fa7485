import "server-only";
import type { Sql } from "@/lib/db/client";
import type { PhoneNumber } from "@/lib/domain/phone-number";
import { bind, type FilterPart, type SqlValues } from "./number-filter";

export type NumberSqlRow = {
  e164: PhoneNumber;
  state: string | null;
  rate_center: string | null;
  city: string | null;
  lata: string | null;
  is_toll_free: boolean;
  created_at: Date;
};
export type Place = { e164: string; addedAt: Date };
export type ScanOrder = { by: "number" | "added"; isDescending: boolean; place: Place | null };

const COLUMNS = "n.e164, n.state, n.rate_center, n.city, n.lata, n.is_toll_free, n.created_at";
export const COUNTED_TO = 10_000;
/** Candidates looked at per row wanted, in the first attempt; each further attempt takes ten times as many. */
const FIRST_REACH = 6;
const MOST_WALKED = 20_000;

export type Counted = { count: number; isExact: boolean };
/** The parts of a filter, the one with the smallest set first; `size` and `distinct` are that set's, at most one more than 10,000. */
export type RankedParts = { driver: DrivingPart | null; others: readonly FilterPart[]; size: number; distinct: number };
type DrivingPart = FilterPart & { branches: NonNullable<FilterPart["branches"]> };

/**
 * The planner cannot know that the numbers in one state are the newest ones, or that two states never meet; a plan that is quick on
 * average then reads the whole table. So the way is chosen here: one index gives candidates in order, a bounded count at a time, and
 * all other conditions are asked of each candidate.
 */
export async function rankParts(sql: Sql, parts: readonly FilterPart[]): Promise<RankedParts> {
  const driving = parts.filter(isDriving);
  const sized = await Promise.all(driving.map(async (part) => ({ part, ...(await measurePart(sql, part)) })));
  const smallest = sized.reduce<(typeof sized)[number] | null>((a, b) => (a && a.size <= b.size ? a : b), null);
  if (!smallest)
    return { driver: null, others: parts, size: Number.POSITIVE_INFINITY, distinct: Number.POSITIVE_INFINITY };
  const { part, size, distinct } = smallest;
  return { driver: part, others: parts.filter((other) => other !== part), size, distinct };
}

const isDriving = (part: FilterPart): part is DrivingPart => part.branches !== null;

async function measurePart(sql: Sql, part: DrivingPart): Promise<{ size: number; distinct: number }> {
  const values: SqlValues = [];
  const lists = part
    .branches(values)
    .map(({ table, where }) => `(SELECT e164 FROM ${table} WHERE ${where} LIMIT ${COUNTED_TO + 1})`);
  const { rows } = await sql.query<{ size: number; distinct: number }>(
    `SELECT count(*) AS size, count(DISTINCT e164) AS distinct
     FROM (SELECT e164 FROM (${lists.join(" UNION ALL ")}) b LIMIT ${COUNTED_TO + 1}) c`,
    values,
  );
  return rows[0] ?? { size: 0, distinct: 0 };
}

/** How many numbers meet all parts: exact to 10,000; beyond, and where only some of the candidates were asked, at least so many. */
export async function countMatches(sql: Sql, { driver, others, size, distinct }: RankedParts): Promise<Counted> {
  if (others.length === 0) {
    const count = driver ? distinct : await countAll(sql);
    return { count: Math.min(count, COUNTED_TO), isExact: driver ? size <= COUNTED_TO : count <= COUNTED_TO };
  }
  const values: SqlValues = [];
  const candidates = writeCandidates(
    driver,
    values,
    { by: "number", isDescending: false, place: null },
    COUNTED_TO + 1,
  );
  const probes = others.map((part) => part.probe(values));
  const { rows } = await sql.query<{ count: number; driven: number }>(
    `WITH d AS MATERIALIZED (${candidates})
     SELECT (SELECT count(*) FROM d) AS driven,
       (SELECT count(DISTINCT n.e164) FROM d ${lookUp("d")} ${writeWhere(probes)}) AS count`,
    values,
  );
  const { count, driven } = rows[0] ?? { count: 0, driven: 0 };
  return { count: Math.min(count, COUNTED_TO), isExact: driven <= COUNTED_TO };
}

async function countAll(sql: Sql): Promise<number> {
  const { rows } = await sql.query<{ count: number }>(
    `SELECT count(*) AS count FROM (SELECT 1 FROM number LIMIT ${COUNTED_TO + 1}) c`,
  );
  return rows[0]?.count ?? 0;
}

/** Up to `size` numbers that meet all parts, in the wanted order from the place on. */
export async function scanNumbers(
  sql: Sql,
  ranked: RankedParts,
  order: ScanOrder,
  size: number,
): Promise<NumberSqlRow[]> {
  const { driver, others } = ranked;
  if (order.by === "added" && driver) {
    if (ranked.size <= COUNTED_TO) return sortWhole(sql, driver, others, order, size);
    for (let reach = size * FIRST_REACH; reach <= Math.max(MOST_WALKED, size * FIRST_REACH); reach *= 8) {
      const { rows, isComplete } = await scanBounded(sql, null, [driver, ...others], order, size, reach);
      if (isComplete) return rows;
    }
    return sortWhole(sql, driver, others, order, size);
  }
  for (let reach = size * FIRST_REACH; ; reach *= 10) {
    const { rows, isComplete } = await scanBounded(sql, driver, others, order, size, reach);
    if (isComplete) return rows;
  }
}

/** Looks at no more than `reach` candidates; complete when that gave enough rows, or there were no more candidates. */
async function scanBounded(
  sql: Sql,
  driver: DrivingPart | null,
  others: readonly FilterPart[],
  order: ScanOrder,
  size: number,
  reach: number,
): Promise<{ rows: NumberSqlRow[]; isComplete: boolean }> {
  const values: SqlValues = [];
  const candidates = writeCandidates(driver, values, order, reach);
  const probes = others.map((part) => part.probe(values));
  const { rows } = await sql.query<(NumberSqlRow | { e164: null }) & { driven: number }>(
    `WITH d AS MATERIALIZED (${candidates})
     SELECT (SELECT count(*) FROM d) AS driven, m.* FROM (VALUES (1)) one LEFT JOIN (
       SELECT ${COLUMNS} FROM (SELECT DISTINCT e164 FROM d) u ${lookUp("u")} ${writeWhere(probes)}
       ORDER BY ${writeOrder(order, "n")} LIMIT ${size}
     ) m ON true ORDER BY ${writeOrder(order, "m")}`,
    values,
  );
  const found = rows.flatMap(({ driven: _, ...row }) => (row.e164 === null ? [] : [row]));
  return { rows: found, isComplete: found.length >= size || (rows[0]?.driven ?? 0) < reach };
}

/** Sorts everything that the smallest set holds. */
async function sortWhole(
  sql: Sql,
  driver: DrivingPart,
  others: readonly FilterPart[],
  order: ScanOrder,
  size: number,
): Promise<NumberSqlRow[]> {
  const values: SqlValues = [];
  const lists = driver.branches(values).map(({ table, where }) => `SELECT e164 FROM ${table} WHERE ${where}`);
  const conditions = others.map((part) => part.probe(values));
  if (order.place) conditions.push(writePlace(order, values, "n."));
  const { rows } = await sql.query<NumberSqlRow>(
    `WITH d AS MATERIALIZED (${lists.join(" UNION ALL ")})
     SELECT ${COLUMNS} FROM (SELECT DISTINCT e164 FROM d) u ${lookUp("u")} ${writeWhere(conditions)}
     ORDER BY ${writeOrder(order, "n")} LIMIT ${size}`,
    values,
  );
  return rows;
}

/** The first `reach` candidates in order, from one index. A carrier with two accounts names a number twice. */
function writeCandidates(driver: DrivingPart | null, values: SqlValues, order: ScanOrder, reach: number): string {
  if (!driver) {
    const where = order.place ? `WHERE ${writePlace(order, values, "n.")}` : "";
    return `SELECT n.e164 FROM number n ${where} ORDER BY ${writeOrder(order, "n")} LIMIT ${reach}`;
  }
  const direction = order.isDescending ? "DESC" : "ASC";
  const bound = order.place ? ` AND ${writePlace(order, values, "")}` : "";
  const lists = driver
    .branches(values)
    .map(
      ({ table, where }) =>
        `(SELECT e164 FROM ${table} WHERE ${where}${bound} ORDER BY e164 ${direction} LIMIT ${reach})`,
    );
  return `SELECT e164 FROM (${lists.join(" UNION ALL ")}) b ORDER BY e164 ${direction} LIMIT ${reach}`;
}

function writePlace({ by, isDescending, place }: ScanOrder, values: SqlValues, alias: "n." | ""): string {
  const operator = isDescending ? "<" : ">";
  if (by === "number") return `${alias}e164 ${operator} ${bind(values, place?.e164)}`;
  const at = bind(values, place?.addedAt);
  return `(${alias}created_at, ${alias}e164) ${operator} (${at}::timestamptz, ${bind(values, place?.e164)})`;
}

function writeOrder({ by, isDescending }: ScanOrder, alias: "n" | "m"): string {
  const direction = isDescending ? "DESC" : "ASC";
  const number = `${alias}.e164 ${direction}`;
  return by === "number" ? number : `${alias}.created_at ${direction}, ${number}`;
}

/** Each candidate by the primary key, one by one: as a plain join, the planner may ask the conditions of the whole table first. */
const lookUp = (candidates: string) =>
  `CROSS JOIN LATERAL (SELECT * FROM number WHERE e164 = ${candidates}.e164 OFFSET 0) n`;

const writeWhere = (conditions: readonly string[]) =>
  conditions.length > 0 ? `WHERE ${conditions.join(" AND ")}` : "";
