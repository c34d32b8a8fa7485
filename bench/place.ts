import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Client } from "pg";
import { migrate } from "@/lib/db/migrate";
import { removeData } from "@/lib/runtime/postgres/placement";
import { startPostgres } from "@/lib/runtime/postgres/start-postgres";
import { createTestWorld, type TestWorld } from "@/lib/test/world";

export type Place = { url: string; createWorld(name: string): Promise<TestWorld>; close(): Promise<void> };

/** A PostgreSQL of this run's own, set up and as durable as the product's, in a folder that goes afterwards. */
export async function openPlace(): Promise<Place> {
  const folder = mkdtempSync(path.join(tmpdir(), "tandem-bench-"));
  chmodSync(folder, 0o755);
  const server = await startPostgres(path.join(folder, "data"), "full");
  const onServer = async (sql: string) => {
    const client = new Client({ connectionString: server.url });
    await client.connect();
    await client.query(sql).finally(() => client.end());
  };
  return {
    url: server.url,
    createWorld: async (name) => {
      await onServer(`CREATE DATABASE ${name}`);
      const url = new URL(server.url);
      url.pathname = `/${name}`;
      await migrate(url.href);
      return createTestWorld({
        database: { url: url.href, drop: () => onServer(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) },
      });
    },
    close: async () => {
      await server.stop();
      removeData(path.join(folder, "data"));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** One line of the table that the bench prints. `target` is a text; `isReached` decides the exit code. */
export type Line = { what: string; figure: string; target: string; isReached: boolean };

export function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(Math.ceil(sorted.length * share), sorted.length) - 1] ?? Number.NaN;
}
