import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { itemState } from "@/lib/domain/order";
import { createTestDatabase } from "@/lib/test/database";
import { openDatabase, type Database } from "./client";
import { inSnapshot } from "./snapshot";
import { and, countRow, empty, join, queryRows, raw, type RowShape, sql } from "./sql";
import { inTransaction } from "./transaction";

let database: Database;
let drop: () => Promise<void>;
const test = await createTestDatabase();

beforeAll(async () => {
  drop = test.drop;
  database = openDatabase(test.url);
});
afterAll(async () => {
  await database.close();
  await drop();
});

const everyType = z.object({
  id: z.uuid(),
  text: z.string().nullable(),
  state: itemState,
  count: z.number(),
  share: z.number(),
  is_open: z.boolean(),
  at: z.date(),
  tags: z.array(z.string()),
  places: z.array(z.number()),
  facts: z.object({ a: z.number() }),
  list: z.array(z.object({ b: z.string() })),
  rest: z.unknown(),
});

const EVERY_TYPE = sql`SELECT gen_random_uuid() AS id, NULL::text AS text, 'failed'::text AS state, count(*) AS count, 0.5::float8 AS share,
  true AS is_open, now() AS at, ARRAY['x'] AS tags, ARRAY[1, 2] AS places, '{"a": 1}'::jsonb AS facts, '[{"b": "c"}]'::jsonb AS list,
  '3'::jsonb AS rest`;

it("gives rows as their shape says, on a pool, in a transaction and in a snapshot", async () => {
  const [row] = await queryRows(database.sql, everyType)`${EVERY_TYPE}`;
  expect(row).toMatchObject({
    text: null,
    state: "failed",
    count: 1,
    share: 0.5,
    places: [1, 2],
    facts: { a: 1 },
    rest: 3,
  });
  expect(row?.at).toBeInstanceOf(Date);
  const one = sql`SELECT count(*) AS count FROM person`;
  expect(await inTransaction(database.sql, (client) => queryRows(client, countRow)`${one}`)).toEqual([{ count: 0 }]);
  expect(await inSnapshot(database, (snapshot) => queryRows(snapshot.sql, countRow)`${one}`)).toEqual([{ count: 0 }]);
});

it("binds the values of nested parts in their order", async () => {
  const shape = z.object({ n: z.number(), m: z.string() });
  const conditions = and([sql`n > ${1}`, sql`n = ANY(${[1, 2, 3]}::int[])`]);
  const statement = sql`SELECT n, ${"x"}::text AS m FROM generate_series(1, ${9}::int) n WHERE ${conditions} ${empty} ORDER BY ${join([sql`n DESC`])}`;
  expect(statement.text).toContain("n > $3 AND n = ANY($4::int[])");
  expect(await queryRows(database.sql, shape)`${statement}`).toEqual([
    { n: 3, m: "x" },
    { n: 2, m: "x" },
  ]);
});

describe("a statement that delivers anything else is an error", () => {
  const id = z.object({ id: z.string() });
  it.each<[string, RowShape, string, RegExp]>([
    ["a column too many", id, "SELECT 'a' AS id, 1 AS n", /columns id, n; expected id\./],
    ["a column too few", everyType, "SELECT 'a' AS id", /expected id, text/],
    ["one column twice", z.object({ id: z.string(), n: z.number() }), "SELECT 'a' AS id, 'b' AS id", /columns id, id/],
    ["another type, without any row", id, "SELECT 1 AS id WHERE false", /Column id has the PostgreSQL type 23/],
    ["numeric, which pg gives as text", countRow, "SELECT sum(1::bigint) AS count", /type 1700/],
    ["an array for a single value", id, "SELECT ARRAY['a'] AS id", /type 1009/],
    ["an array of another type", z.object({ l: z.array(z.string()) }), "SELECT ARRAY[1] AS l", /type 1007/],
    ["text for JSON", z.object({ j: z.unknown() }), "SELECT '1' AS j", /type 25/],
    ["null in a column that is never null", id, "SELECT NULL::text AS id", /received null/],
    ["a word that the domain lacks", z.object({ state: itemState }), "SELECT 'lost' AS state", /Invalid option/],
    [
      "JSON of another shape",
      z.object({ j: z.object({ a: z.string() }) }),
      `SELECT '{"a": 1}'::jsonb AS j`,
      /expected string/,
    ],
  ])("%s", async (_, shape, text, message) => {
    await expect(queryRows(database.sql, shape)`${raw(text)}`).rejects.toThrow(message);
  });
});
