import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Client } from "pg";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/lib/test/database";
import { migrate } from "./migrate";

let database: TestDatabase;
let folder: string;

beforeEach(async () => {
  database = await createTestDatabase({ migrated: false });
  folder = mkdtempSync(path.join(tmpdir(), "migrations-"));
});

afterEach(async () => {
  await database.drop();
  rmSync(folder, { recursive: true });
});

function write(name: string, sql: string): void {
  mkdirSync(path.join(folder, name), { recursive: true });
  writeFileSync(path.join(folder, name, "migration.sql"), sql);
}

async function ask<Row extends object>(sql: string): Promise<Row[]> {
  const client = new Client({ connectionString: database.url });
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

const TRIGGER = `CREATE TABLE audit (id int PRIMARY KEY, note text);
CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'append-only; nothing is changed';
END;
$$;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON audit FOR EACH ROW EXECUTE FUNCTION refuse();
INSERT INTO audit VALUES (1, 'first');`;

describe("migrate", () => {
  it("applies in order of name, function bodies included, and once", async () => {
    write("2_more", "ALTER TABLE audit ADD COLUMN actor text;");
    write("1_first", TRIGGER);
    expect(await migrate(database.url, folder)).toEqual(["1_first", "2_more"]);
    expect(await migrate(database.url, folder)).toEqual([]);
    await expect(ask("DELETE FROM audit")).rejects.toThrow("append-only");
    const rows = await ask<{
      migration_name: string;
      checksum: string;
      finished_at: Date;
      applied_steps_count: number;
    }>("SELECT * FROM _prisma_migrations ORDER BY started_at");
    expect(rows.map((row) => row.migration_name)).toEqual(["1_first", "2_more"]);
    expect(
      rows.every((row) => /^[0-9a-f]{64}$/.test(row.checksum) && row.finished_at && row.applied_steps_count === 1),
    ).toBe(true);
  });

  it("may be called by many processes at once: one applies, all return", async () => {
    write("1_first", `SELECT pg_sleep(0.2);${TRIGGER}`);
    const results = await Promise.all(Array.from({ length: 6 }, () => migrate(database.url, folder)));
    expect(results.filter((applied) => applied.length === 1)).toHaveLength(1);
    expect(await ask("SELECT * FROM audit")).toHaveLength(1);
  });

  it("refuses a file that was changed after it had been applied, and applies nothing more", async () => {
    write("1_first", TRIGGER);
    await migrate(database.url, folder);
    write("1_first", `${TRIGGER} -- changed`);
    write("2_more", "CREATE TABLE other (id int);");
    await expect(migrate(database.url, folder)).rejects.toThrow("1_first was changed after it had been applied");
    expect(await ask("SELECT to_regclass('other') AS found")).toEqual([{ found: null }]);
  });

  it("undoes a failing migration as a whole, names it and its line, and succeeds once it is repaired", async () => {
    write("1_first", "CREATE TABLE a (id int);\nINSERT INTO a VALUES (1);\nINSERT INTO b VALUES (1);");
    await expect(migrate(database.url, folder)).rejects.toThrow(
      /1_first failed and was undone: relation "b" does not exist \(line 3\)/,
    );
    expect(await ask("SELECT to_regclass('a') AS found")).toEqual([{ found: null }]);
    write("1_first", "CREATE TABLE a (id int);");
    expect(await migrate(database.url, folder)).toEqual(["1_first"]);
  });

  it("refuses to go on after another tool's half-applied migration", async () => {
    write("1_first", TRIGGER);
    await migrate(database.url, folder);
    await ask("UPDATE _prisma_migrations SET finished_at = NULL");
    await expect(migrate(database.url, folder)).rejects.toThrow("was begun by another tool and never finished");
  });

  it("applies again what was marked as rolled back", async () => {
    write("1_first", "CREATE TABLE IF NOT EXISTS a (id int);");
    await migrate(database.url, folder);
    await ask("UPDATE _prisma_migrations SET rolled_back_at = now()");
    expect(await migrate(database.url, folder)).toEqual(["1_first"]);
  });
});
