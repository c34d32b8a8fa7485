import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { createTestDatabase } from "@/lib/test/database";
import { createBatch, writeApart } from "./batch";
import { openDatabase } from "./client";

const written: number[][] = [];

const test = await createTestDatabase({ migrated: false });
const database = openDatabase(test.url, { connections: 4 });

beforeAll(async () => {
  await database.sql.query(`CREATE TABLE kept (id int PRIMARY KEY, small int CHECK (small < 1000))`);
});
afterEach(async () => {
  written.length = 0;
  await database.sql.query("DELETE FROM kept");
});
afterAll(async () => {
  await database.close();
  await test.drop();
});

const write = async (values: readonly number[]) => {
  written.push([...values]);
  await database.sql.query(`INSERT INTO kept SELECT v, v FROM unnest($1::int[]) v ON CONFLICT DO NOTHING`, [values]);
};
const numbers = Array.from({ length: 200 }, (_, n) => n);
const listKept = async () =>
  (await database.sql.query<{ id: number }>("SELECT id FROM kept ORDER BY id")).rows.map(({ id }) => id);

it("writes all at once where nothing is refused", async () => {
  expect((await writeApart(numbers, write)).size).toBe(0);
  expect(written).toEqual([numbers]);
});

it("writes 199 of 200 where one is refused, in few statements, and says which and why", async () => {
  const refused = await writeApart([...numbers.slice(0, 100), 5_000, ...numbers.slice(101)], write);
  expect([...refused.keys()]).toEqual([5_000]);
  expect(String(refused.get(5_000))).toContain("kept_small_check");
  expect(await listKept()).toEqual(numbers.filter((number) => number !== 100));
  expect(written.length).toBeLessThanOrEqual(2 * Math.ceil(Math.log2(200)) + 1);
});

it("finds every refused one of many", async () => {
  const values = numbers.map((number) => (number % 7 === 0 ? number + 10_000 : number));
  const refused = await writeApart(values, write);
  expect([...refused.keys()]).toEqual(values.filter((value) => value >= 10_000));
  expect(await listKept()).toEqual(values.filter((value) => value < 10_000));
});

it("writes a group again as a whole after its connection was lost", async () => {
  let losses = 2;
  const refused = await writeApart(numbers, async (values) => {
    written.push([...values]);
    const client = await database.sql.connect();
    try {
      await client.query("BEGIN");
      await client.query(`INSERT INTO kept SELECT v, v FROM unnest($1::int[]) v ON CONFLICT DO NOTHING`, [values]);
      if (losses > 0) {
        losses -= 1;
        await client.query("SELECT pg_terminate_backend(pg_backend_pid())");
      }
      await client.query("COMMIT");
    } finally {
      client.release(true);
    }
  });
  expect(refused.size).toBe(0);
  expect(written).toEqual([numbers, numbers, numbers]);
  expect(await listKept()).toEqual(numbers);
});

it("throws what is no value's fault, and splits nothing", async () => {
  const broken = async (values: readonly number[]) => {
    written.push([...values]);
    await database.sql.query("INSERT INTO no_such_table SELECT unnest($1::int[])", [values]);
  };
  await expect(writeApart(numbers, broken)).rejects.toThrow("no_such_table");
  expect(written).toHaveLength(1);
});

it("fails one caller of a group commit, not those beside it", async () => {
  const batch = createBatch(write);
  const ends = await Promise.allSettled([1, 2, 5_000, 3].map((value) => batch.add(value)));
  expect(ends.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled", "rejected", "fulfilled"]);
  expect(written[0]).toEqual([1, 2, 5_000, 3]);
  expect(await listKept()).toEqual([1, 2, 3]);
});
