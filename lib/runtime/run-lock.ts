import { existsSync, linkSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { StartupError } from "@/lib/server/startup-error";
import { identifyProcess } from "./process-identity";

interface RunningProcess {
  name: string;
  pid: number;
  identity: string | null;
}

interface Record {
  self: RunningProcess;
  parts: RunningProcess[];
}

/** The right to run on one data folder. */
export interface RunLock {
  /** Notes the parts that run now, so that the next start can end what a kill of this process might leave. */
  note(parts: readonly { name: string; pid: number | null }[]): void;
  release(): void;
}

const FILE = "portal.json";

/**
 * Takes `dataDir` for this process. Throws a StartupError when another living portal has it. What a killed one left (its
 * record, parts still ending) is cleared away first.
 */
export async function takeRunLock(dataDir: string): Promise<RunLock> {
  const file = path.join(dataDir, FILE);
  const record: Record = { self: describe("portal", process.pid), parts: [] };
  for (;;) {
    if (createWhole(file, record)) break;
    const found = readRecord(file);
    if (found && isSame(found.self))
      throw new StartupError(
        `Tandem is already running on ${dataDir} (process ${found.self.pid}). Stop it first, or set DATA_DIR to another folder.`,
      );
    removeStale(file);
    for (const part of found?.parts ?? []) await endLeftover(part);
  }
  return {
    note: (parts) => {
      record.parts = parts.flatMap(({ name, pid }) => (pid === null ? [] : [describe(name, pid)]));
      writeFileSync(`${file}.new`, JSON.stringify(record));
      renameSync(`${file}.new`, file);
    },
    release: () => rmSync(file, { force: true }),
  };
}

/** The number of the living portal on `dataDir`, if there is one. */
export function findRunningPortal(dataDir: string): number | null {
  const found = readRecord(path.join(dataDir, FILE));
  return found && isSame(found.self) ? found.self.pid : null;
}

/** Creates the file with its content in one step, so that no other start ever reads half of it. False when there is one. */
function createWhole(file: string, record: Record): boolean {
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, JSON.stringify(record));
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Two starts may find the same stale record: the one that moved a fresh one away by mistake puts it back. */
function removeStale(file: string): void {
  const aside = `${file}.stale-${process.pid}`;
  try {
    renameSync(file, aside);
  } catch {
    return;
  }
  const moved = readRecord(aside);
  if (moved && isSame(moved.self) && !existsSync(file)) renameSync(aside, file);
  else rmSync(aside, { force: true });
}

async function endLeftover(part: RunningProcess): Promise<void> {
  while (isSame(part)) {
    process.kill(part.pid, "SIGKILL");
    await delay(50);
  }
}

function readRecord(file: string): Record | null {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return null;
  }
}

function describe(name: string, pid: number): RunningProcess {
  return { name, pid, identity: identifyProcess(pid) };
}

function isSame({ pid, identity }: RunningProcess): boolean {
  return identity !== null && identifyProcess(pid) === identity;
}
