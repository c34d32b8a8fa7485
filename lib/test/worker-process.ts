import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdirSync } from "node:fs";
import path from "node:path";
import { build } from "esbuild";
import { TEST_SECRETS_KEY } from "./house-on";

export type WorkerProcess = { kill(): Promise<void>; end(): Promise<void> };

const ROOT = path.join(import.meta.dirname, "../..");
/** Below node_modules, so that the bundle finds the packages. */
const BUNDLES = path.join(ROOT, "node_modules/.cache/tandem");

let bundle: Promise<string> | null = null;

/** The worker's own code in one file, translated once: what is killed fifty times must be quick to start. */
async function bundleWorker(): Promise<string> {
  mkdirSync(BUNDLES, { recursive: true });
  const outfile = path.join(BUNDLES, `worker-${process.pid}.mjs`);
  await build({
    entryPoints: [path.join(ROOT, "lib/jobs/worker.ts")],
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    packages: "external",
    conditions: ["react-server"],
    logLevel: "silent",
  });
  return outfile;
}

/** A real worker process, to be killed. Resolves when it is at work. */
export async function startWorkerProcess(databaseUrl: string): Promise<WorkerProcess> {
  bundle ??= bundleWorker();
  const child = spawn(process.execPath, ["--conditions=react-server", await bundle], {
    stdio: ["ignore", "ignore", "inherit", "ipc"],
    env: {
      ...process.env,
      NODE_ENV: "production",
      DATABASE_URL: databaseUrl,
      SECRETS_KEY: TEST_SECRETS_KEY,
      NEXTAUTH_SECRET: TEST_SECRETS_KEY,
      NEXTAUTH_URL: "http://localhost",
      PUBLIC_URL: "http://localhost",
      LOG_LEVEL: "error",
    },
  });
  const early = once(child, "exit").then(() => Promise.reject(new Error("the worker ended before it was ready")));
  early.catch(() => undefined);
  await Promise.race([once(child, "message"), early]);
  return { kill: () => endWith(child, "SIGKILL"), end: () => endWith(child, "SIGTERM") };
}

async function endWith(child: ChildProcess, signal: NodeJS.Signals) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  child.kill(signal);
  await ended;
}
