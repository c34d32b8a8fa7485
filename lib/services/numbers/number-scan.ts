import "server-only";
import type { Sql } from "@/lib/db/client";
import type { PhoneNumber } from "@/lib/domain/phone-number";
import { bind, type Bound, type FilterPart, type ServicePart, type SqlValues } from "./number-filter";

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
};
export type Place = { e164: string; addedAt: Date };
export type ScanOrder = { by: "number" | "added"; isDescending: boolean; place: Place | null };

export const NUMBER_COLUMNS =
  "n.e164, n.state, n.rate_center, n.city, n.lata, n.is_toll_free, n.created_at, n.inbound_at, n.tested_at";
export const COUNTED_TO = 10_000;
/** Newest numbers that are asked one by one before a large set is sorted whole. */
const MOST_WALKED = 20_000;
const MOST_SORTED = 30_000;
/** More than there will ever be: a LIMIT keeps the planner from merging the candidates with what is asked of them. */
const ALL = 1_000_000_000;

export type Counted = { count: number; isExact: boolean };
/** The parts of a filter, the one with the smallest set as `driver`; `size` and `distinct` are that set's, at most one more than 10,000. */
export type RankedParts = {
  bounds: readonly Bound[];
  driver: FilterPart | null;
  others: readonly FilterPart[];
  size: number;
  distinct: number;
};

/** Every number within the bounds. */
const BOUNDED: FilterPart = { on: "number", isIndexed: true, write: () => "true" };

/**
 * The planner cannot know that the numbers in one state are the newest ones, or that two states never meet; a plan that is quick on
 * average then reads the whole table. So the way is chosen here: one index gives candidates in order, as many as are needed, and all
 * other conditions are asked of each candidate.
 */
export async function rankParts(
  sql: Sql,
  { bounds, parts }: { bounds: readonly Bound[]; parts: readonly FilterPart[] },
): Promise<RankedParts> {
  const driving = parts.filter((part) => part.on === "service" || part.isIndexed);
  if (driving.length === 0 && bounds.length > 0) driving.push(BOUNDED);
  const sized = await Promise.all(driving.map(async (part) => ({ part, ...(await measurePart(sql, part, bounds)) })));
  const smallest = sized.reduce<(typeof sized)[number] | null>((a, b) => (a && a.size <= b.size ? a : b), null);
  if (!smallest)
    return { bounds, driver: null, others: parts, size: Number.POSITIVE_INFINITY, distinct: Number.POSITIVE_INFINITY };
  const { part, size, distinct } = smallest;
  return { bounds, driver: part, others: parts.filter((other) => other !== part), size, distinct };
}

async function measurePart(sql: Sql, part: FilterPart, bounds: readonly Bound[]) {
  const values: SqlValues = [];
  const lists = writeBranches(part, values, bounds, null).map((list) => `(${list} LIMIT ${COUNTED_TO + 1})`);
  const { rows } = await sql.query<{ size: number; distinct: number }>(
    `SELECT count(*) AS size, count(DISTINCT e164) AS distinct
     FROM (SELECT e164 FROM (${lists.join(" UNION ALL ")}) b LIMIT ${COUNTED_TO + 1}) c`,
    values,
  );
  return rows[0] ?? { size: 0, distinct: 0 };
}

/** How many numbers meet all parts: exact to 10,000; beyond, and where only some of the candidates were asked, at least so many. */
export async function countMatches(sql: Sql, ranked: RankedParts): Promise<Counted> {
  const { driver, others, size, distinct } = ranked;
  if (driver && others.length === 0) return { count: Math.min(distinct, COUNTED_TO), isExact: size <= COUNTED_TO };
  const values: SqlValues = [];
  const { steps, last } = writeMeeting(ranked, values, COUNTED_TO + 1);
  const { rows } = await sql.query<{ count: number; driven: number }>(
    `WITH ${steps} SELECT (SELECT cardinality(e164s) FROM s0) AS driven, (SELECT cardinality(e164s) FROM ${last}) AS count`,
    values,
  );
  const { count, driven } = rows[0] ?? { count: 0, driven: 0 };
  return { count: Math.min(count, COUNTED_TO), isExact: driven <= COUNTED_TO };
}

/** Up to `size` numbers that meet all parts, in the wanted order from the place on. */
export async function scanNumbers(
  sql: Sql,
  ranked: RankedParts,
  order: ScanOrder,
  size: number,
): Promise<NumberSqlRow[]> {
  const { driver, others } = ranked;
  if (
    driver?.on === "service" &&
    others.length === 0 &&
    order.by === "added" &&
    (await isSortable(sql, driver, ranked))
  )
    return sortStates(sql, driver, ranked.bounds, order, size);
  if (driver && ranked.size <= COUNTED_TO && (others.length > 0 || order.by === "added"))
    return sortWhole(sql, ranked, order, size);
  if (order.by === "number" || !driver) return readInOrder(sql, ranked, order, size, ALL);
  const rows = await readInOrder(
    sql,
    { ...ranked, driver: null, others: [driver, ...others] },
    order,
    size,
    MOST_WALKED,
  );
  if (rows.length >= size || !(await isLongerThan(sql, order, MOST_WALKED))) return rows;
  return sortWhole(sql, ranked, order, size);
}

/** Asks the first `reach` candidates one after another, and no more of them than it takes to find `size`. */
async function readInOrder(
  sql: Sql,
  ranked: RankedParts,
  order: ScanOrder,
  size: number,
  reach: number,
): Promise<NumberSqlRow[]> {
  const values: SqlValues = [];
  const candidates = writeCandidates(ranked, values, order, reach);
  const asked = ranked.others.map((part) => ask(part, values, isOfNumber(ranked.driver)));
  const { rows } = await sql.query<NumberSqlRow>(
    `SELECT ${NUMBER_COLUMNS} FROM (
       SELECT c.e164 FROM (${candidates}) c ${writeWhere(asked)} ORDER BY ${writeOrder(order, "c")} LIMIT ${size}
     ) p JOIN number n ON n.e164 = p.e164 ORDER BY ${writeOrder(order, "n")}`,
    values,
  );
  return rows;
}

/** Whether more than `count` numbers follow the place, whatever they are. */
async function isLongerThan(sql: Sql, order: ScanOrder, count: number): Promise<boolean> {
  const values: SqlValues = [];
  const { rowCount } = await sql.query(
    `SELECT FROM number c ${writeWhere(writePlace(order, values, "c"))} ORDER BY ${writeOrder(order, "c")} LIMIT 1 OFFSET ${count}`,
    values,
  );
  return rowCount === 1;
}

/** Sorts everything that meets all parts. */
async function sortWhole(sql: Sql, ranked: RankedParts, order: ScanOrder, size: number): Promise<NumberSqlRow[]> {
  const values: SqlValues = [];
  const { steps, last } = writeMeeting(ranked, values, ALL);
  const place = writeWhere(writePlace(order, values, "c"));
  const { rows } = await sql.query<NumberSqlRow>(
    `WITH ${steps} SELECT ${NUMBER_COLUMNS} FROM (
       SELECT c.e164 FROM (
         SELECT b.e164, b.created_at FROM number b WHERE b.e164 = ANY((SELECT e164s FROM ${last})::text[]) OFFSET 0
       ) c ${place} ORDER BY ${writeOrder(order, "c")} LIMIT ${size}
     ) p JOIN number n ON n.e164 = p.e164 ORDER BY ${writeOrder(order, "n")}`,
    values,
  );
  return rows;
}

/** Whether there are so few that sorting them costs less than walking from the newest number on. */
async function isSortable(sql: Sql, part: ServicePart, { bounds, size }: RankedParts): Promise<boolean> {
  if (size <= COUNTED_TO) return true;
  const values: SqlValues = [];
  const lists = writeBranches(part, values, bounds, null).join(" UNION ALL ");
  const { rowCount } = await sql.query(`SELECT FROM (${lists}) b LIMIT 1 OFFSET ${MOST_SORTED}`, values);
  return rowCount === 0;
}

/** The same for states of one kind alone, whose indexes say when each number was added. A carrier with two accounts names a number twice. */
async function sortStates(
  sql: Sql,
  part: ServicePart,
  bounds: readonly Bound[],
  order: ScanOrder,
  size: number,
): Promise<NumberSqlRow[]> {
  const values: SqlValues = [];
  const lists = writeBranches(part, values, bounds, null, "b.e164, b.added_at AS created_at").join(" UNION ALL ");
  const place = writeWhere(writePlace(order, values, "c"));
  const { rows } = await sql.query<NumberSqlRow>(
    `SELECT ${NUMBER_COLUMNS} FROM (
       SELECT DISTINCT c.e164, c.created_at FROM (${lists}) c ${place} ORDER BY ${writeOrder(order, "c")} LIMIT ${size}
     ) p JOIN number n ON n.e164 = p.e164 ORDER BY ${writeOrder(order, "n")}`,
    values,
  );
  return rows;
}

/**
 * The first `reach` numbers of the driver, then those of them that meet each other part in turn: s0, s1 and so on, as arrays. An index
 * that ends in the number takes a whole array in one pass, in a tenth of the time that as many look-ups take.
 */
function writeMeeting({ driver, bounds, others }: RankedParts, values: SqlValues, reach: number) {
  const within =
    (step: number): Bound =>
    (_, e164) =>
      `${e164} = ANY((SELECT e164s FROM s${step - 1})::text[])`;
  const sets = [driver ?? BOUNDED, ...others].map((part, step) =>
    writeBranches(part, values, step === 0 ? bounds : [within(step)], null).join(" UNION ALL "),
  );
  const steps = sets.map((set, step) => {
    const distinct = `SELECT DISTINCT e164 FROM (${set}) b ORDER BY e164`;
    return `s${step} AS MATERIALIZED (SELECT ARRAY(${step === 0 ? `${distinct} LIMIT ${reach}` : distinct}) AS e164s)`;
  });
  return { steps: steps.join(", "), last: `s${steps.length - 1}` };
}

const isOfNumber = (driver: FilterPart | null) => driver?.on !== "service";

/**
 * The first `reach` candidates in order, each once, from one index: rows of `number` where the driver is one of its columns, else
 * numbers alone. A carrier with two accounts names a number twice.
 */
function writeCandidates(
  { driver, bounds }: Pick<RankedParts, "driver" | "bounds">,
  values: SqlValues,
  order: ScanOrder,
  reach: number,
): string {
  if (driver?.on === "service") {
    const lists = writeBranches(driver, values, bounds, order);
    return `SELECT DISTINCT e164 FROM (${lists.map((list) => `(${list} ORDER BY ${writeOrder(order, "b")})`).join(" UNION ALL ")}) b
      ORDER BY ${writeOrder(order, "b")} LIMIT ${reach}`;
  }
  const conditions = [
    ...(driver ? [driver.write(values, "b")] : []),
    ...bounds.map((bound) => bound(values, "b.e164")),
    ...writePlace(order, values, "b"),
  ];
  return `SELECT b.* FROM number b ${writeWhere(conditions)} ORDER BY ${writeOrder(order, "b")} LIMIT ${reach}`;
}

/** The numbers of a part, as one statement for each index that holds some of them. */
function writeBranches(
  part: FilterPart,
  values: SqlValues,
  bounds: readonly Bound[],
  order: ScanOrder | null,
  columns = "b.e164",
): string[] {
  const limits = () => [
    ...bounds.map((bound) => bound(values, "b.e164")),
    ...(order ? writePlace(order, values, "b") : []),
  ];
  if (part.on === "number")
    return [`SELECT b.e164 FROM number b ${writeWhere([part.write(values, "b"), ...limits()])}`];
  return part.carriers.flatMap((carrier) =>
    part.wanted.map((value) => {
      const own = [`b.carrier = ${bind(values, carrier)}`, `b.${part.column} = ${bind(values, value)}`];
      return `SELECT ${columns} FROM number_service b ${writeWhere([...own, ...limits()])}`;
    }),
  );
}

/** A condition on the candidate `c`: a scalar subquery with a LIMIT is never turned into a join over whole sets. */
function ask(part: FilterPart, values: SqlValues, isOfNumber: boolean): string {
  if (part.on === "service")
    return `coalesce((SELECT true FROM number_service s WHERE s.e164 = c.e164 AND s.carrier = ANY(${bind(values, part.carriers)}::text[])
      AND s.${part.column} = ANY(${bind(values, part.wanted)}::text[]) LIMIT 1), false)`;
  if (isOfNumber) return part.write(values, "c");
  return `coalesce((SELECT true FROM number m WHERE m.e164 = c.e164 AND ${part.write(values, "m")} LIMIT 1), false)`;
}

function writePlace({ by, isDescending, place }: ScanOrder, values: SqlValues, alias: string): string[] {
  if (!place) return [];
  const operator = isDescending ? "<" : ">";
  if (by === "number") return [`${alias}.e164 ${operator} ${bind(values, place.e164)}`];
  const at = bind(values, place.addedAt);
  return [`(${alias}.created_at, ${alias}.e164) ${operator} (${at}::timestamptz, ${bind(values, place.e164)})`];
}

function writeOrder({ by, isDescending }: ScanOrder, alias: string): string {
  const direction = isDescending ? "DESC" : "ASC";
  const number = `${alias}.e164 ${direction}`;
  return by === "number" ? number : `${alias}.created_at ${direction}, ${number}`;
}

const writeWhere = (conditions: readonly string[]) =>
  conditions.length > 0 ? `WHERE ${conditions.join(" AND ")}` : "";
