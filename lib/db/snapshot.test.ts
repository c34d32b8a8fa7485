import { afterAll, beforeAll, expect, it } from "vitest";
import { createTestDatabase } from "@/lib/test/database";
import { openDatabase, type Database } from "./client";
import { inSnapshot } from "./snapshot";

const CONNECTIONS = 4;

let database: Database;
let drop: () => Promise<void>;
const test = await createTestDatabase();

beforeAll(async () => {
  drop = test.drop;
  database = openDatabase(test.url, { connections: CONNECTIONS });
  await database.sql.query("CREATE TABLE mark (n int); INSERT INTO mark VALUES (1)");
});
afterAll(async () => {
  await database.close();
  await drop();
});

const count = async ({ sql }: Pick<Database, "sql">) =>
  (await sql.query<{ sum: number }>("SELECT sum(n)::int AS sum FROM mark")).rows[0]?.sum;

it("shows one moment to all statements, also side by side and in a snapshot within", async () => {
  const before = await count(database);
  await inSnapshot(database, async (ctx) => {
    expect(await count(ctx)).toBe(before);
    await database.sql.query("INSERT INTO mark VALUES (10)");
    expect(await Promise.all([count(ctx), inSnapshot(ctx, count), count(ctx)])).toEqual([before, before, before]);
    expect(await count(database)).toBe((before ?? 0) + 10);
  });
  expect(await inSnapshot(database, count)).toBe((before ?? 0) + 10);
});

it("only reads, and gives its connection back after an error", async () => {
  for (let tries = 0; tries < CONNECTIONS * 2; tries += 1)
    await expect(inSnapshot(database, ({ sql }) => sql.query("DELETE FROM mark"))).rejects.toThrow(/read-only/);
  await expect(
    inSnapshot(database, (ctx) => Promise.all([ctx.sql.query("SELECT nonsense"), count(ctx), count(ctx)])),
  ).rejects.toThrow(/nonsense/);
  expect(await inSnapshot(database, count)).toBe(await count(database));
});

it("many at once, each of which needs another connection besides, all end", async () => {
  const results = await Promise.all(
    Array.from({ length: CONNECTIONS * 5 }, () =>
      inSnapshot(database, async (ctx) => [await count(ctx), await count(database), await count(ctx)]),
    ),
  );
  expect(new Set(results.flat()).size).toBe(1);
});
