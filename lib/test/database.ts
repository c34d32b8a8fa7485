import { randomBytes } from "node:crypto";
import { Client } from "pg";
import { inject } from "vitest";
import { nameDatabase, TEMPLATE } from "./template";

/** A database of one test file's own. */
export interface TestDatabase {
  url: string;
  drop(): Promise<void>;
}

/**
 * Makes an empty, migrated database (some tens of milliseconds). Call it in `beforeAll` and its `drop` in `afterAll`, after the
 * file's own connections are closed. With `migrated: false` it has no tables at all.
 */
export async function createTestDatabase({ migrated = true }: { migrated?: boolean } = {}): Promise<TestDatabase> {
  const server = inject("postgresUrl");
  const name = `test_${randomBytes(8).toString("hex")}`;
  await runOn(server, `CREATE DATABASE ${name} TEMPLATE ${migrated ? TEMPLATE : "template0"}`);
  return { url: nameDatabase(server, name), drop: () => runOn(server, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) };
}

async function runOn(url: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
