import { existsSync, readFileSync, readlinkSync, rmSync } from "node:fs";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { StartupError } from "@/lib/server/startup-error";
import { identifyProcess, readCommand } from "../process-identity";

const POLL = 50;

/**
 * Ends what a killed run left behind in `data`: a server that still runs is stopped in order (it holds the only truth about
 * commits, so it writes its checkpoint); a `postmaster.pid` without one is removed. PostgreSQL itself refuses to start when the
 * number in that file belongs to any living process, which after a restart of a container is the rule.
 */
export async function endLeftoverServer(data: string): Promise<void> {
  const file = path.join(data, "postmaster.pid");
  if (!existsSync(file)) return;
  const pid = Number.parseInt(readFileSync(file, "utf8"), 10);
  if (Number.isInteger(pid) && pid > 0 && isServerOf(pid, data)) await stopServer(pid);
  rmSync(file, { force: true });
}

/** Stops a server in order: clients are sent off, a checkpoint is written; harder only when that takes too long. */
export async function stopServer(pid: number): Promise<void> {
  for (const [signal, patience] of [
    ["SIGINT", 20_000],
    ["SIGQUIT", 5_000],
    ["SIGKILL", 5_000],
  ] as const) {
    const identity = identifyProcess(pid);
    if (identity === null) return;
    try {
      process.kill(pid, signal);
    } catch {
      throw new StartupError(
        `PostgreSQL (process ${pid}) is still running and belongs to another user. Start as that user, or stop it.`,
      );
    }
    const deadline = Date.now() + patience;
    while (Date.now() < deadline) {
      if (identifyProcess(pid) !== identity) return;
      await delay(POLL);
    }
  }
  throw new StartupError(`PostgreSQL (process ${pid}) could not be stopped.`);
}

function isServerOf(pid: number, data: string): boolean {
  if (identifyProcess(pid) === null) return false;
  if (process.platform !== "linux") return readCommand(pid).includes(data);
  try {
    // A postmaster works in its data folder.
    return readlinkSync(`/proc/${pid}/cwd`) === data;
  } catch {
    return readCommand(pid).includes(data);
  }
}
