import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { bundlePrograms, runProgram } from "../server/programs.mjs";
import { TEST_SECRETS_KEY } from "./world";

export type WorkerProcess = { pid: number; kill(): Promise<void>; end(): Promise<void> };

let folder: Promise<string> | null = null;

/** A real worker process, to be killed. Resolves when it is at work. `onLog` gets what it logs, which else goes to standard error. */
export async function startWorkerProcess(
  databaseUrl: string,
  { onLog }: { onLog?: (text: string) => void } = {},
): Promise<WorkerProcess> {
  folder ??= bundlePrograms();
  const child = spawn(process.execPath, runProgram(await folder, "worker"), {
    stdio: ["ignore", "ignore", onLog ? "pipe" : "inherit", "ipc"],
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
  child.stderr?.on("data", (chunk: Buffer) => onLog?.(chunk.toString("utf8")));
  const early = once(child, "exit").then(() => Promise.reject(new Error("the worker ended before it was ready")));
  early.catch(() => undefined);
  await Promise.race([once(child, "message"), early]);
  return { pid: child.pid ?? 0, kill: () => endWith(child, "SIGKILL"), end: () => endWith(child, "SIGTERM") };
}

async function endWith(child: ChildProcess, signal: NodeJS.Signals) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  child.kill(signal);
  await ended;
}
