import { spawn } from "node:child_process";
import { setPriority } from "node:os";
import { ROOT } from "@/lib/server/files.mjs";

export interface StepRun {
  code: number | null;
  seconds: number;
  output: string;
}

const LOW_PRIORITY = 10;

const running = new Set<() => void>();

// Ctrl-C on the gate ends what it started.
for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.once(signal, () => {
    for (const end of running) end();
    process.exit(130);
  });

/**
 * Runs a program to its end and keeps what it printed. After `timeoutMs` it is killed, and has failed. With `yields` it takes only the
 * processor time that others leave.
 */
export async function runStep(
  command: string,
  argv: readonly string[],
  {
    variables = {},
    timeoutMs,
    yields = false,
  }: { variables?: Record<string, string>; timeoutMs: number; yields?: boolean },
): Promise<StepRun> {
  const began = Date.now();
  const child = spawn(command, argv, {
    cwd: ROOT,
    env: { ...process.env, ...variables },
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
  });
  if (yields && child.pid !== undefined) setPriority(child.pid, LOW_PRIORITY);
  const end = () => {
    // The whole group: test runners have children of their own.
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, "SIGTERM");
  };
  running.add(end);
  const output: string[] = [];
  child.stdout.on("data", (chunk) => output.push(String(chunk)));
  child.stderr.on("data", (chunk) => output.push(String(chunk)));
  const timer = setTimeout(() => {
    output.push(`\nNot finished after ${timeoutMs / 60_000} minutes; ended.\n`);
    end();
    setTimeout(() => child.kill("SIGKILL"), 10_000).unref();
  }, timeoutMs);
  const code = await new Promise<number | null>((resolve) => {
    child.once("error", (error) => {
      output.push(error.message);
      resolve(1);
    });
    child.once("close", (status) => resolve(status));
  });
  clearTimeout(timer);
  running.delete(end);
  return { code, seconds: (Date.now() - began) / 1000, output: output.join("") };
}
