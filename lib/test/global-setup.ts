import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Client } from "pg";
import { type TestProject } from "vitest/node";
import { migrate } from "@/lib/db/migrate";
import { endLeftoverServer } from "@/lib/runtime/postgres/leftover";
import { removeData } from "@/lib/runtime/postgres/placement";
import { startPostgres } from "@/lib/runtime/postgres/start-postgres";
import { identifyProcess } from "@/lib/runtime/process-identity";
import { nameDatabase, TEMPLATE } from "./template";

declare module "vitest" {
  interface ProvidedContext {
    /** The server that all test files share; its role may create databases. */
    postgresUrl: string;
  }
}

const PREFIX = "tandem-test-";
const OWNER = "run.json";

/** One PostgreSQL for the whole run, with a migrated template database; see `createTestDatabase`. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  await sweepKilledRuns();
  const folder = mkdtempSync(path.join(tmpdir(), PREFIX));
  // Root's server runs as another user.
  chmodSync(folder, 0o755);
  writeFileSync(path.join(folder, OWNER), JSON.stringify({ pid: process.pid, identity: identifyProcess(process.pid) }));
  const server = await startPostgres(path.join(folder, "data"), "none");
  const abandon = () => {
    // Nothing is worth a checkpoint here.
    process.kill(server.pid, "SIGQUIT");
    removeFolder(folder);
  };
  process.once("exit", abandon);
  const client = new Client({ connectionString: server.url });
  await client.connect();
  await client.query(`CREATE DATABASE ${TEMPLATE}`);
  await client.end();
  await migrate(nameDatabase(server.url, TEMPLATE));
  project.provide("postgresUrl", server.url);
  return async () => {
    process.off("exit", abandon);
    await server.stop();
    removeFolder(folder);
  };
}

/** A run that was killed outright leaves its server and folder behind. */
async function sweepKilledRuns(): Promise<void> {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(PREFIX))) {
    const folder = path.join(tmpdir(), name);
    try {
      const { pid, identity }: { pid: number; identity: string } = JSON.parse(
        readFileSync(path.join(folder, OWNER), "utf8"),
      );
      if (identifyProcess(pid) === identity) continue;
      await endLeftoverServer(path.join(folder, "data", "postgres"));
      removeFolder(folder);
    } catch {
      // Another user's, or just being made or swept by another run.
    }
  }
}

function removeFolder(folder: string): void {
  removeData(path.join(folder, "data"));
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}
