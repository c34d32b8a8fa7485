import { execFileSync } from "node:child_process";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { Client } from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { waitUntil } from "@/lib/test/wait-until";
import { isAlive } from "../process-identity";
import { PostgresPart } from "../postgres-part";
import { placePostgres, removeData } from "./placement";
import { type PostgresServer, startPostgres } from "./start-postgres";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let pattern: string;
let folder: string;
let servers: PostgresServer[];

beforeAll(async () => {
  pattern = makeFolder();
  await (await startPostgres(pattern)).stop();
});

afterAll(() => removeData(pattern));

beforeEach(() => {
  folder = makeFolder();
  // Making new data for every test would take most of the time. With owners, which cpSync does not keep.
  execFileSync("cp", ["-a", `${pattern}/.`, folder]);
  servers = [];
});

afterEach(async () => {
  await Promise.all(servers.map((server) => server.stop()));
  removeData(folder);
});

function makeFolder(): string {
  const made = mkdtempSync(path.join(tmpdir(), "postgres-"));
  // Root's server runs as another user.
  chmodSync(made, 0o755);
  return made;
}

async function start(): Promise<PostgresServer> {
  const server = await startPostgres(folder);
  servers.push(server);
  return server;
}

async function ask(url: string, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  client.on("error", () => undefined);
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

describe("startPostgres", () => {
  it("keeps data, port and password over an orderly end", async () => {
    const first = await start();
    await ask(first.url, "CREATE TABLE kept AS SELECT 1 AS one");
    await first.stop();
    expect(isAlive(first.pid)).toBe(false);
    const second = await start();
    expect(second.url).toBe(first.url);
    expect(await ask(second.url, "SELECT * FROM kept")).toEqual([{ one: 1 }]);
  });

  it("serves from a folder that only its owner can enter, and is gone without a trace afterwards", async () => {
    rmSync(folder, { recursive: true });
    mkdirSync(folder, { mode: 0o700 });
    const first = await start();
    await ask(first.url, "CREATE TABLE kept AS SELECT 1 AS one");
    await first.stop();
    const second = await start();
    expect(await ask(second.url, "SELECT * FROM kept")).toEqual([{ one: 1 }]);
    await second.stop();
    const { data } = placePostgres(folder);
    // Root's server runs as somebody else, who cannot enter.
    expect(data.startsWith(folder)).toBe(process.getuid?.() !== 0);
    removeData(folder);
    expect([existsSync(data), existsSync(folder)]).toEqual([false, false]);
  });

  it("refuses a copied data folder whose database is another's", async () => {
    rmSync(folder, { recursive: true });
    mkdirSync(folder, { mode: 0o700 });
    await (await start()).stop();
    const copy = `${folder}-copy`;
    cpSync(folder, copy, { recursive: true });
    try {
      if (process.getuid?.() === 0) expect(() => placePostgres(copy)).toThrow(`${copy} is a copy of ${folder}`);
      else expect(placePostgres(copy).data.startsWith(copy)).toBe(true);
    } finally {
      rmSync(copy, { recursive: true });
    }
  });

  it("is durable, reachable on loopback only, and hides its password", async () => {
    const { url } = await start();
    expect(
      await ask(
        url,
        "SELECT current_setting('fsync') AS fsync, current_setting('listen_addresses') AS reach, rolsuper FROM pg_roles WHERE rolname = current_user",
      ),
    ).toEqual([{ fsync: "on", reach: "127.0.0.1", rolsuper: false }]);
    await expect(ask(url.replace(/:[^:@]+@/, ":wrong@"), "SELECT 1")).rejects.toThrow("password authentication failed");
    expect(statSync(path.join(folder, "postgres.json")).mode & 0o777).toBe(0o600);
  });

  it("starts over a server that was killed, and loses nothing that was committed", async () => {
    const first = await start();
    await ask(first.url, "CREATE TABLE kept AS SELECT 1 AS one");
    process.kill(first.pid, "SIGKILL");
    await first.exited;
    const second = await start();
    expect(await ask(second.url, "SELECT * FROM kept")).toEqual([{ one: 1 }]);
  });

  it("starts although the number in the stale lock file belongs to another living process", async () => {
    const first = await start();
    process.kill(first.pid, "SIGKILL");
    await first.exited;
    const file = path.join(folder, "postgres", "postmaster.pid");
    writeFileSync(file, readFileSync(file, "utf8").replace(String(first.pid), String(process.pid)));
    const second = await start();
    expect(await ask(second.url, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
    expect(isAlive(process.pid)).toBe(true);
  });

  it("ends a server that outlived its supervisor in order, and takes its place", async () => {
    const orphan = await start();
    await ask(orphan.url, "CREATE TABLE kept AS SELECT 1 AS one");
    const next = await start();
    await orphan.exited;
    expect(next.pid).not.toBe(orphan.pid);
    expect(await ask(next.url, "SELECT * FROM kept")).toEqual([{ one: 1 }]);
    expect(readFileSync(path.join(folder, "postgres.log"), "utf8")).not.toContain("not properly shut down");
  });

  it("moves to another port when its own was taken meanwhile", async () => {
    const first = await start();
    await first.stop();
    const thief = createServer();
    await new Promise<void>((resolve) => thief.listen(first.port, "127.0.0.1", resolve));
    try {
      const second = await start();
      expect(second.port).not.toBe(first.port);
      expect(await ask(second.url, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
    } finally {
      thief.close();
    }
  });

  it("makes the data again after an interrupted first start", async () => {
    const first = await start();
    await first.stop();
    rmSync(path.join(folder, "postgres", "tandem-initialised"));
    rmSync(path.join(folder, "postgres", "global"), { recursive: true });
    const second = await start();
    expect(await ask(second.url, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
  });
});

describe("PostgresPart", () => {
  it("brings a killed server back on its port", async () => {
    const lines: string[] = [];
    const part = new PostgresPart({
      dataDir: folder,
      print: (line) => lines.push(line),
      onMove: () => lines.push("moved"),
    });
    await part.start();
    const [pid, url] = [part.pid ?? 0, part.url];
    process.kill(pid, "SIGKILL");
    await waitUntil("another server", () => part.pid !== pid);
    expect(part.url).toBe(url);
    expect(await ask(url, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
    await part.stop();
    expect(isAlive(part.pid ?? 0)).toBe(false);
    expect(lines).toEqual(["PostgreSQL ended unexpectedly; it is started again."]);
  });
});
