import { z } from "zod";
import { queryRows } from "@/lib/db/sql";
import { DEFAULT_FRESHNESS, type FreshnessHours } from "@/lib/domain/freshness";
import { NUMBER_VIEWS } from "@/lib/domain/number-list-view";
import { countTexting } from "@/lib/services/customers/count-texting";
import { listNumbers } from "@/lib/services/numbers/list-numbers";
import { numberQuery } from "@/lib/services/numbers/number-query";
import type { TestWorld } from "@/lib/test/world";
import { quantile, type Line } from "./place";

/** `npm run bench views quick` looks at a fifth of the numbers, in under two minutes. */
export const VIEW_NUMBERS = { full: 1_000_000, quick: 200_000 } as const;

const SAMPLES = 24;
const DRIFTED = 2_000;
/** A share of all numbers each, in thousandths. */
const CUSTOMERS = { "a customer with 0.2% of the numbers": 2, "a customer with 20%": 200 } as const;
const INSERTED = 50_000;

type Filter = Record<string, string>;
type Case = {
  name: string;
  filter: Filter;
  sorts?: readonly string[];
  limits?: Partial<FreshnessHours>;
  most?: number;
};

const SORTS = ["number", "-number", "added", "-added"];
/** Ages reach 1,000 hours, evenly; an ownership is old in the last area code alone. */
const STALE: readonly Case[] = [
  { name: "stale, hardly any", filter: { view: "stale" }, limits: { smsState: 999 } },
  { name: "stale, half of all", filter: { view: "stale" }, limits: { smsState: 500 } },
  { name: "stale, nearly all", filter: { view: "stale" }, limits: { smsState: 1 } },
  { name: "stale, all at the end of the list", filter: { view: "stale" }, limits: { ownership: 400 } },
  { name: "stale, none", filter: { view: "stale" } },
  { name: "stale in one state", filter: { view: "stale", state: "NJ" }, limits: { smsState: 500 }, most: 6 },
  { name: "stale of an SMS error", filter: { view: "stale", sms: "error" }, limits: { smsState: 1 }, most: 6 },
];

async function fill({ database: { sql }, accountOf }: TestWorld, count: number): Promise<void> {
  for (const name of Object.keys(CUSTOMERS))
    await sql.query(`INSERT INTO customer (id, name, key) VALUES (gen_random_uuid(), $1, $1)`, [name]);
  const shares = Object.values(CUSTOMERS);
  const cases = Object.keys(CUSTOMERS).map((name, n) => {
    const end = shares.slice(0, n + 1).reduce((sum, share) => sum + share, 0);
    return `WHEN h < ${end} THEN (SELECT id FROM customer WHERE key = '${name}')`;
  });
  // As a restore does: the combinations of states are made once, at the end.
  for (const table of ["number", "number_fact"]) await sql.query(`ALTER TABLE ${table} DISABLE TRIGGER USER`);
  await sql.query(
    `INSERT INTO number (e164, npa, nxx, state, customer_id)
     SELECT e164, substr(e164, 3, 3), substr(e164, 6, 3), CASE WHEN n % 12 = 0 THEN 'NJ' ELSE 'TX' END, CASE ${cases.join(" ")} END
     FROM (SELECT n, e164, abs(hashtext('c' || e164)) % 1000 AS h FROM
       (SELECT n, '+1' || (ARRAY['201', '212', '303', '415', '919'])[1 + n % 5] || (2200000 + n)::text AS e164 FROM generate_series(0, $1 - 1) n) a) b
     ORDER BY e164`,
    [count],
  );
  const insert = (carrier: string, facet: string, value: string, age: string) =>
    sql.query(
      `INSERT INTO number_fact (e164, account_id, carrier, facet, value, checked_at)
       SELECT e164, $1, $2, $3, value, now() - age * interval '1 hour' FROM
         (SELECT e164, ${value} AS value, ${age} AS age FROM (SELECT e164, abs(hashtext(e164)) % 1000 AS h FROM number) n) v
       WHERE value IS NOT NULL ORDER BY e164`,
      [accountOf(carrier), carrier, facet],
    );
  const sms =
    "CASE WHEN h < 600 THEN 'provisioned' WHEN h < 601 THEN 'error' WHEN h < 700 THEN 'none' ELSE 'deprovisioning' END";
  await insert("intelepeer", "smsState", sms, "(abs(hashtext('a' || e164)) % 10000) / 10.0");
  const ownership = "CASE WHEN h < 700 THEN CASE WHEN h % 50 = 0 THEN 'gone' ELSE 'owned' END END";
  await insert("inumbering", "ownership", ownership, "CASE WHEN e164 > '+1919' THEN 500 ELSE 1 END");
  for (const table of ["number", "number_fact"]) await sql.query(`ALTER TABLE ${table} ENABLE TRIGGER USER`);
  await sql.query(`SELECT keep_state_sets((SELECT array_agg(e164) FROM number))`);
  await sql.query(
    `INSERT INTO drift (id, e164, account_id, carrier, facet, kind)
     SELECT gen_random_uuid(), e164, $1, 'intelepeer', 'smsState', 'lost-sms' FROM
       (SELECT e164 FROM number ORDER BY hashtext(e164) LIMIT $2) n`,
    [accountOf("intelepeer"), DRIFTED],
  );
  for (const table of ["number", "number_fact", "drift"]) await sql.query(`VACUUM ANALYZE ${table}`);
}

const setLimits = ({ database: { sql } }: TestWorld, limits: Partial<FreshnessHours> = {}) => {
  const fresh = Object.fromEntries(Object.keys(DEFAULT_FRESHNESS).map((field) => [field, 8_000]));
  return sql.query(
    `INSERT INTO setting (key, value) VALUES ('freshness.hours', $1) ON CONFLICT (key) DO UPDATE SET value = excluded.value`,
    [JSON.stringify({ ...fresh, ...limits })],
  );
};

/** Milliseconds of the first page and pages at depth, in the order given. The first of all warms the cache. */
async function measure(world: TestWorld, filter: Filter, sort: string): Promise<number[]> {
  const times: number[] = [];
  let after: string | undefined;
  for (let n = 0; n <= SAMPLES; n += 1) {
    const query = numberQuery.parse({ ...filter, sort, ...(after && { after }) });
    const started = performance.now();
    const page = await listNumbers(world.ctx, query);
    if (n > 0) times.push(performance.now() - started);
    after = page.next ?? undefined;
  }
  return times;
}

const p95 = (times: readonly number[]) =>
  quantile(
    times.toSorted((a, b) => a - b),
    0.95,
  );

async function measureCase(world: TestWorld, { filter, sorts = ["number"], limits }: Case): Promise<number> {
  await setLimits(world, limits);
  const times: number[] = [];
  for (const sort of sorts) times.push(...(await measure(world, filter, sort)));
  return p95(times);
}

/** Seconds of inserting numbers as a file brings them, with and without the two indexes of customers; nothing is kept. */
async function measureInsert({ database: { sql } }: TestWorld, { isIndexed }: { isIndexed: boolean }): Promise<number> {
  const client = await sql.connect();
  try {
    await client.query("BEGIN");
    if (!isIndexed) await client.query(`DROP INDEX number_customer_idx, number_no_customer_idx`);
    const started = performance.now();
    await client.query(
      `INSERT INTO number (e164, npa, nxx, state) SELECT e164, substr(e164, 3, 3), substr(e164, 6, 3), 'TX' FROM
         (SELECT '+1480' || (2200000 + n * 7)::text AS e164 FROM generate_series(1, $1) n ORDER BY hashtext(n::text)) a`,
      [INSERTED],
    );
    return (performance.now() - started) / 1_000;
  } finally {
    await client.query("ROLLBACK");
    client.release();
  }
}

/** All views of the numbers list, and customers' numbers in each order, as multiples of the plain list's p95. */
export async function benchNumberViews(world: TestWorld, count: number): Promise<Line[]> {
  const started = performance.now();
  await fill(world, count);
  console.log(
    `${count.toLocaleString("en-US")} numbers made in ${((performance.now() - started) / 1_000).toFixed(0)} s`,
  );
  return measureViews(world, count);
}

async function measureViews(world: TestWorld, count: number): Promise<Line[]> {
  const plain = await measureCase(world, { name: "plain", filter: {}, sorts: SORTS });
  const most = 3 * plain;
  const line = (what: string, ms: number, limit: number): Line => ({
    what: `${count.toLocaleString("en-US")} numbers, ${what}: p95 / that of the plain list`,
    figure: `${(ms / plain).toFixed(2)} (${ms.toFixed(1)} ms / ${plain.toFixed(1)} ms)`,
    target: `<= ${(limit / plain).toFixed(1)}`,
    isReached: ms <= limit,
  });
  const views = NUMBER_VIEWS.filter((view) => view !== "stale");
  const cases: Case[] = [
    ...views.map((view) => ({ name: `view ${view}`, filter: { view }, sorts: SORTS })),
    ...STALE,
    ...Object.keys(CUSTOMERS).map((name) => ({ name, filter: { customer: name }, sorts: [...SORTS, "inbound"] })),
    { name: "no customer", filter: { customer: "none" }, sorts: SORTS },
  ];
  const lines: Line[] = [];
  for (const one of cases)
    lines.push(line(one.name, await measureCase(world, one), one.most ? one.most * plain : most));
  await setLimits(world);
  lines.push(await measureCounts(world, count));
  const inserts = [true, false, true, false].map((isIndexed) => () => measureInsert(world, { isIndexed }));
  const times: number[] = [];
  for (const insert of inserts) times.push(await insert());
  const [withIndexes, without] = [0, 1].map((n) => Math.min(times[n] ?? NaN, times[n + 2] ?? NaN)) as [number, number];
  lines.push({
    what: `Insert of ${INSERTED.toLocaleString("en-US")} numbers into ${count.toLocaleString("en-US")}: with / without the indexes of customers`,
    figure: `${(withIndexes / without).toFixed(2)} (${withIndexes.toFixed(2)} s / ${without.toFixed(2)} s)`,
    target: "<= 1.5",
    isReached: withIndexes / without <= 1.5,
  });
  return lines;
}

const sizeRow = z.object({ id: z.string(), numbers: z.number() });

/** The counts of the largest customer's page. */
async function measureCounts(world: TestWorld, count: number): Promise<Line> {
  const rows = await queryRows(world.database.sql, sizeRow)`
    SELECT customer_id AS id, count(*) AS numbers FROM number WHERE customer_id IS NOT NULL GROUP BY 1 ORDER BY 2 DESC LIMIT 1`;
  const times: number[] = [];
  for (let n = 0; n < SAMPLES; n += 1) {
    const started = performance.now();
    await countTexting(world.ctx, rows);
    times.push(performance.now() - started);
  }
  return {
    what: `${count.toLocaleString("en-US")} numbers, counts of a customer with ${(rows[0]?.numbers ?? 0).toLocaleString("en-US")}: p95`,
    figure: `${p95(times).toFixed(1)} ms`,
    target: "<= 50 ms",
    isReached: p95(times) <= 50,
  };
}
