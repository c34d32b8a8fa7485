import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { locatePrograms, ROOT } from "@/lib/server/files.mjs";
import { runProgram } from "@/lib/server/programs.mjs";
import { removeData } from "@/lib/runtime/postgres/placement";
import { findFreePort } from "@/lib/runtime/postgres/settings";

const TIMEOUT_MS = 120_000;

export const ADMIN = { email: "ada@example.com", password: "a-password-for-the-browser-tests" };
export const SANDBOX_KEY = "a-key-for-the-browser-tests";

export interface StartedPortal {
  url: string;
  dataDir: string;
  process: ChildProcess;
  /** Everything that it printed so far. */
  output(): string;
  /** Ends it in order, as Ctrl-C does; resolves with its exit code. */
  stop(): Promise<number | null>;
  /** Ends it and deletes its data. */
  remove(): Promise<void>;
}

/** Starts the real portal, as `npm start` does once everything is built: own data folder, free port, every carrier simulated. */
export async function startPortal({
  dataDir = makeDataDir(),
  port,
  mode = "start",
  variables = {},
}: {
  dataDir?: string;
  port?: number;
  /** `web`: one web process beside others, around the DATABASE_URL in `variables`. */
  mode?: "start" | "web";
  variables?: Readonly<Record<string, string>>;
} = {}): Promise<StartedPortal> {
  const chosen = port ?? (await findFreePort());
  const programs = variables.TANDEM_DIST_DIR
    ? path.join(ROOT, variables.TANDEM_DIST_DIR, "programs")
    : locatePrograms();
  const command =
    mode === "web" ? [path.join(ROOT, "lib/server/start.mjs"), "web"] : [...runProgram(programs, "portal"), mode];
  const child = spawn(process.execPath, command, {
    cwd: ROOT,
    // Nothing of the person's own settings: a test never meets a real carrier or a real database.
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      NODE_ENV: "production",
      DATA_DIR: dataDir,
      PORT: String(chosen),
      ADMIN_EMAIL: ADMIN.email,
      ADMIN_PASSWORD: ADMIN.password,
      SANDBOX_ADMIN_KEY: SANDBOX_KEY,
      LOG_LEVEL: "warn",
      TANDEM_ENV_FILE: "",
      ...(process.env.TANDEM_DIST_DIR && { TANDEM_DIST_DIR: process.env.TANDEM_DIST_DIR }),
      ...variables,
    },
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  let output = "";
  const ended = new Promise<number | null>((resolve) => child.once("exit", (code) => resolve(code)));
  await new Promise<void>((resolve, reject) => {
    const read = (chunk: unknown) => {
      output += String(chunk);
      if (/(Tandem|The web server) answers at/.test(output)) resolve();
    };
    child.stdout?.on("data", read);
    child.stderr?.on("data", read);
    void ended.then((code) => reject(new Error(`The portal ended with ${code} before it answered:\n${output}`)));
    setTimeout(() => reject(new Error(`The portal did not answer:\n${output}`)), TIMEOUT_MS).unref();
  }).catch((error: unknown) => {
    child.kill("SIGKILL");
    throw error;
  });
  const stop = async () => {
    child.kill("SIGTERM");
    return ended;
  };
  return {
    url: `http://localhost:${chosen}`,
    dataDir,
    process: child,
    output: () => output,
    stop,
    remove: async () => {
      await stop();
      for (const line of readErrors(dataDir)) process.stderr.write(`${line}\n`);
      removeData(dataDir);
    },
  };
}

/** What the portal logged as an error: without it, a page that could not be shown names only a reference. */
function readErrors(dataDir: string): string[] {
  const lines = readFileSync(path.join(dataDir, "portal.log"), "utf8").split("\n");
  return lines.filter((_, n) => lines.slice(Math.max(0, n - 8), n + 1).some((line) => /⨯|"level":[56]0/.test(line)));
}

function makeDataDir(): string {
  const folder = mkdtempSync(path.join(tmpdir(), "tandem-e2e-"));
  // Root's PostgreSQL runs as another user.
  chmodSync(folder, 0o755);
  return folder;
}
