import { spawn, type ChildProcess } from "node:child_process";
import {
  chownSync,
  closeSync,
  existsSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { Client, escapeIdentifier, escapeLiteral } from "pg";
import { StartupError } from "@/lib/server/startup-error";
import { endLeftoverServer, stopServer } from "./leftover";
import { placePostgres, type Placement } from "./placement";
import { toSpawn } from "./server-user";
import { type Durability, prepareSecrets, readSecrets, toArguments } from "./settings";

/** A running server. `url` is that of the portal's own database and role, which may create databases but is no superuser. */
export interface PostgresServer {
  url: string;
  port: number;
  pid: number;
  /** Resolves when the server has ended, for whatever reason. */
  exited: Promise<void>;
  stop(): Promise<void>;
}

const TIMEOUT_MS = 60_000;
const LOG_LIMIT = 10_000_000;
const FINISHED = "tandem-initialised";
const NAME = "tandem";
/** Nothing of the portal's own environment (secrets, PG*) reaches the server. */
const ENVIRONMENT = { NODE_ENV: "production", PATH: "/usr/bin:/bin", LC_ALL: "C", TZ: "UTC" } as const;

/**
 * Starts the PostgreSQL that comes with the npm packages, on 127.0.0.1, with its data below `dataDir`; the first time it makes
 * the data. A server that a killed run left there is stopped first. The log is `dataDir/postgres.log`.
 */
export async function startPostgres(dataDir: string, durability: Durability = "full"): Promise<PostgresServer> {
  const home = path.resolve(dataDir);
  const placement = placePostgres(home);
  const secrets = await settleSecrets(home, placement);
  const log = path.join(home, "postgres.log");
  await initialise(placement, secrets.password);
  const deadline = Date.now() + TIMEOUT_MS;
  for (;;) {
    const started = await launch(placement, secrets.port, durability, log, deadline);
    if (started) return describe(started, secrets.port, secrets.password);
    // Back-ends of a killed server hold its shared memory for a moment.
    if (!/pre-existing shared memory|lock file/.test(readTail(log)) || Date.now() > deadline)
      throw new StartupError(`PostgreSQL did not start:\n${readTail(log)}`);
    await delay(200);
  }
}

async function settleSecrets(home: string, placement: Placement) {
  await endLeftoverServer(placement.data);
  return prepareSecrets(home);
}

async function describe(
  child: ChildProcess & { pid: number },
  port: number,
  password: string,
): Promise<PostgresServer> {
  const exited = new Promise<void>((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve();
    else child.once("exit", () => resolve());
  });
  await createPortalDatabase(port, password);
  return {
    port,
    pid: child.pid,
    exited,
    url: toUrl(NAME, password, port, NAME),
    stop: async () => {
      await stopServer(child.pid);
      await exited;
    },
  };
}

async function initialise({ programs, data, user }: Placement, password: string): Promise<void> {
  if (existsSync(path.join(data, FINISHED))) return;
  // initdb insists on an empty folder, and one that was interrupted leaves half a cluster.
  for (const entry of readdirSync(data)) rmSync(path.join(data, entry), { recursive: true, force: true });
  const passwordFile = `${data}.password`;
  rmSync(passwordFile, { force: true });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (user) chownSync(passwordFile, user.uid, user.gid);
  const child = spawn(
    path.join(programs, "bin", "initdb"),
    [
      `--pgdata=${data}`,
      "--username=postgres",
      `--pwfile=${passwordFile}`,
      "--auth=scram-sha-256",
      "--encoding=UTF8",
      "--locale-provider=builtin",
      "--builtin-locale=C.UTF-8",
      "--locale=C",
      "--no-instructions",
    ],
    { ...toSpawn(user), env: ENVIRONMENT, stdio: ["ignore", "pipe", "pipe"] },
  );
  let output = "";
  child.stdout.on("data", (chunk) => (output += String(chunk)));
  child.stderr.on("data", (chunk) => (output += String(chunk)));
  const code = await new Promise<number | string>((resolve) => {
    child.once("error", (error) => resolve(error.message));
    child.once("close", (status, signal) => resolve(status ?? signal ?? "?"));
  });
  rmSync(passwordFile, { force: true });
  if (code !== 0) throw new StartupError(`PostgreSQL could not make its data in ${data} (${code}):\n${output.trim()}`);
  writeFileSync(path.join(data, FINISHED), "");
}

/** Resolves with the server once it answers, or null when it ended before. */
async function launch(
  { programs, data, user }: Placement,
  port: number,
  durability: Durability,
  log: string,
  deadline: number,
): Promise<(ChildProcess & { pid: number }) | null> {
  const output = openSync(log, existsSync(log) && statSync(log).size > LOG_LIMIT ? "w" : "a", 0o600);
  const child = spawn(path.join(programs, "bin", "postgres"), ["-D", data, ...toArguments(port, durability)], {
    ...toSpawn(user),
    // A group of its own: Ctrl-C in a terminal reaches the supervisor alone, which ends the parts in order.
    detached: true,
    env: ENVIRONMENT,
    // A file, not a pipe: the server outlives a killed supervisor and must not die of writing to nobody.
    stdio: ["ignore", output, output],
  });
  closeSync(output);
  let fault: Error | null = null;
  child.once("error", (error) => (fault = error));
  while (Date.now() < deadline) {
    if (fault) throw new StartupError(`PostgreSQL could not be started: ${String(fault)}`);
    if (child.exitCode !== null || child.signalCode !== null) return null;
    if (isReady(data) && child.pid !== undefined) return Object.assign(child, { pid: child.pid });
    await delay(25);
  }
  child.kill("SIGKILL");
  throw new StartupError(`PostgreSQL did not answer within ${TIMEOUT_MS / 1000} seconds:\n${readTail(log)}`);
}

/** The eighth line of `postmaster.pid` is the server's own word for its state. */
function isReady(data: string): boolean {
  try {
    return readFileSync(path.join(data, "postmaster.pid"), "utf8").split("\n")[7]?.trim() === "ready";
  } catch {
    return false;
  }
}

async function createPortalDatabase(port: number, password: string): Promise<void> {
  const client = new Client({ connectionString: toUrl("postgres", password, port, "postgres") });
  await client.connect();
  try {
    const roles = await client.query("SELECT 1 FROM pg_roles WHERE rolname = $1", [NAME]);
    if (roles.rowCount === 0)
      await client.query(`CREATE ROLE ${escapeIdentifier(NAME)} LOGIN CREATEDB PASSWORD ${escapeLiteral(password)}`);
    const databases = await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [NAME]);
    if (databases.rowCount === 0)
      await client.query(`CREATE DATABASE ${escapeIdentifier(NAME)} OWNER ${escapeIdentifier(NAME)}`);
  } finally {
    await client.end();
  }
}

function toUrl(user: string, password: string, port: number, database: string): string {
  return `postgresql://${user}:${password}@127.0.0.1:${port}/${database}`;
}

function readTail(log: string): string {
  return existsSync(log) ? readFileSync(log, "utf8").trim().split("\n").slice(-12).join("\n") : "";
}

/** The address of the portal's database on the server that runs on `dataDir`. */
export function readPortalUrl(dataDir: string): string {
  const { port, password } = readSecrets(dataDir);
  return toUrl(NAME, password, port, NAME);
}
