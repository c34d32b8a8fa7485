import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, renameSync, statfsSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import path from "node:path";

/** `full` keeps every answered commit; `none` is for throw-away databases of tests, which no power cut can hurt. */
export type Durability = "full" | "none";

/** What later starts must know of the server. */
export interface ServerSecrets {
  port: number;
  password: string;
}

const FILE = "postgres.json";
const PARALLEL_MEMORY = 512 * 1024 * 1024;

/** Reads or makes the server's port and password in `dataDir`. A port taken by somebody else meanwhile is replaced. */
export async function prepareSecrets(dataDir: string): Promise<ServerSecrets> {
  const file = path.join(dataDir, FILE);
  const known: ServerSecrets | null = existsSync(file) ? readSecrets(dataDir) : null;
  const port = known && (await isFree(known.port)) ? known.port : await findFreePort();
  const secrets = { port, password: known?.password ?? randomBytes(24).toString("base64url") };
  writeFileSync(`${file}.new`, JSON.stringify(secrets), { mode: 0o600 });
  renameSync(`${file}.new`, file);
  return secrets;
}

/** Those of a server that has been started before. */
export function readSecrets(dataDir: string): ServerSecrets {
  return JSON.parse(readFileSync(path.join(dataDir, FILE), "utf8"));
}

/** Server settings as `-c` arguments (not a file), so that a newer Tandem brings its own to data made by an older one. */
export function toArguments(port: number, durability: Durability): string[] {
  const settings: Record<string, string | number> = {
    listen_addresses: "127.0.0.1",
    port,
    unix_socket_directories: "",
    max_connections: 100,
    shared_buffers: "256MB",
    effective_cache_size: "1GB",
    work_mem: "32MB",
    maintenance_work_mem: "256MB",
    max_wal_size: "4GB",
    checkpoint_timeout: "15min",
    wal_compression: "on",
    random_page_cost: 1.1,
    jit: "off",
    timezone: "UTC",
    log_timezone: "UTC",
    log_min_messages: "warning",
    log_checkpoints: "off",
    password_encryption: "scram-sha-256",
    // Containers often have 64 MB of /dev/shm, too little for parallel hashes.
    dynamic_shared_memory_type: hasRoomyShm() ? "posix" : "mmap",
    ...(durability === "none" && {
      fsync: "off",
      synchronous_commit: "off",
      full_page_writes: "off",
      // All test files share the server, and some start several workers.
      max_connections: 300,
    }),
  };
  return Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
}

/** A port of 127.0.0.1 on which nobody listens at this moment. */
export async function findFreePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => server.once("error", reject).listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("The system gave no port");
  return address.port;
}

/** Whether one could listen on `port` of `host` now. */
export async function isFree(port: number, host = "127.0.0.1"): Promise<boolean> {
  const server = createServer();
  return new Promise((resolve) => {
    server.once("error", () => resolve(false));
    server.listen(port, host, () => server.close(() => resolve(true)));
  });
}

function hasRoomyShm(): boolean {
  if (process.platform !== "linux") return true;
  try {
    const { bavail, bsize } = statfsSync("/dev/shm");
    return bavail * bsize >= PARALLEL_MEMORY;
  } catch {
    return false;
  }
}
