import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

/**
 * A text that tells one process from every other that ever had, or will have, the same number: after a restart of a
 * container a number means another process. Null when no such process is alive.
 */
export function identifyProcess(pid: number): string | null {
  if (!isAlive(pid)) return null;
  if (process.platform !== "linux") return readPs(pid, "lstart=");
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The second field is a name in brackets that may itself hold spaces and brackets; the start time is the 22nd.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    if (fields[0] === "Z" || fields[0] === "X") return null;
    return `${readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim()}/${fields[19]}`;
  } catch {
    return null;
  }
}

/** True for a process that exists, of any owner. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

/** The command line of a living process, or an empty text. */
export function readCommand(pid: number): string {
  if (process.platform !== "linux") return readPs(pid, "command=") ?? "";
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ").trim();
  } catch {
    return "";
  }
}

function readPs(pid: number, column: string): string | null {
  try {
    return execFileSync("ps", ["-p", String(pid), "-o", column], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    }).trim();
  } catch {
    return null;
  }
}
