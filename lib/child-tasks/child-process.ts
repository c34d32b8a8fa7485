import { fork, type ChildProcess } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { setPriority } from "node:os";
import path from "node:path";
import type { FromChild, ToChild } from "./protocol";
import { runStreams, type TaskStreams } from "./streams";
import { TaskStopped } from "./task-stopped";

const START_PROCESSOR_MS = 20_000;
/** A little below the process that serves. Much lower, and a busy machine would hardly get to it. */
const LOW_PRIORITY = 3;
/** V8 ends a process that is out of memory by SIGABRT (134 from a shell), on some systems by SIGILL or SIGTRAP. */
const OUT_OF_MEMORY_SIGNALS: readonly (string | null)[] = ["SIGABRT", "SIGILL", "SIGTRAP"];

export type TaskProcess = {
  /** Runs one task; the process must be idle. Throws TaskStopped, after which the process is gone. */
  run(task: string, input: unknown, options: RunOptions): Promise<unknown>;
  isAlive(): boolean;
  kill(): void;
};
export type RunOptions = {
  streams?: TaskStreams;
  processorMs: number;
  signal?: AbortSignal;
};

/**
 * Starts a process for tasks: none of our settings, at most `memoryMb` of JavaScript values. It ends with its parent. With `hasStreams` it
 * runs a single task that reads and writes streams. `niceness`: how far it stands back for others, 19 at most.
 */
export async function startTaskProcess(
  memoryMb: number,
  { hasStreams = false, niceness = LOW_PRIORITY } = {},
): Promise<TaskProcess> {
  const { file, isBuilt } = findProgram();
  const child = fork(file, [], {
    // Most of what a stream leaves behind is young: with room for it, much less of it is copied.
    execArgv: [`--max-old-space-size=${memoryMb}`, ...(hasStreams ? ["--max-semi-space-size=32"] : [])],
    env: { NODE_ENV: "production" },
    serialization: "advanced",
    stdio: ["ignore", "ignore", "ignore", "ipc", ...(hasStreams ? (["pipe", "pipe"] as const) : [])],
  });
  // A test waits for it: nobody's pages are to go first there.
  if (isBuilt) lowerPriority(child, niceness);
  const kill = () => void child.kill("SIGKILL");
  process.once("exit", kill);
  child.once("exit", () => process.off("exit", kill));
  const first = await waitForAnswer(child, { processorMs: START_PROCESSOR_MS });
  if (first.type !== "ready") throw new TaskStopped("crashed");
  setReferenced(child, false);

  return {
    // Its exit arrives a moment after it was killed.
    isAlive: () => !child.killed && child.exitCode === null && child.signalCode === null,
    kill,
    async run(task, input, { streams, processorMs, signal }) {
      setReferenced(child, true);
      // A task with streams waits for those at their other ends.
      const answer = waitForAnswer(child, { processorMs, isPatient: streams !== undefined, signal });
      const parts = [send(child, { type: "start", task, input }), streams ? runStreams(child, streams) : undefined];
      const [result] = await Promise.all([answer, ...parts])
        .catch(async (error: unknown) => {
          // Whatever it is in the middle of, nobody waits for it.
          kill();
          await Promise.allSettled(parts);
          throw error;
        })
        .finally(() => setReferenced(child, false));
      if (result.type === "result") return result.value;
      if (result.type === "failure") throw Object.assign(new Error(result.message), { stack: result.stack });
      throw new TaskStopped("crashed");
    },
  };
}

/** Built beside the program that runs; a test has none there and bundles it first. */
function findProgram(): { file: string; isBuilt: boolean } {
  const beside = path.join(path.dirname(process.argv[1] ?? ""), "tasks.mjs");
  const isBuilt = existsSync(beside);
  return { file: isBuilt ? beside : path.join(process.cwd(), "lib", "child-tasks", "launch.mjs"), isBuilt };
}

/** Resolves once it is written; with false where the process has ended. */
const send = (child: ChildProcess, message: ToChild) =>
  new Promise<boolean>((resolve) => child.send(message, (error) => resolve(error === null)));

type WaitOptions = { processorMs: number; isPatient?: boolean; signal?: AbortSignal };

function waitForAnswer(child: ChildProcess, { processorMs, isPatient = false, signal }: WaitOptions) {
  const startedAt = performance.now();
  const usedBefore = readProcessorMs(child.pid);
  return new Promise<FromChild>((resolve, reject) => {
    const stop = (reason: TaskStopped["reason"]) => {
      child.kill("SIGKILL");
      end(() => reject(new TaskStopped(reason)));
    };
    const timer = setInterval(() => {
      const elapsed = performance.now() - startedAt;
      const used = readProcessorMs(child.pid);
      const isKnown = usedBefore !== null && used !== null;
      const isSpent = isKnown ? used - usedBefore > processorMs : elapsed > processorMs && !isPatient;
      if (isSpent || (elapsed > MAX_WAIT_FACTOR * processorMs && !(isKnown && isPatient))) stop("time");
    }, LOOK_MS);
    const cancel = () => stop("cancelled");
    const receive = (message: unknown) => end(() => resolve(message as FromChild));
    const fail = () => end(() => reject(new TaskStopped("crashed")));
    const exit = (code: number | null, by: string | null) =>
      end(() => reject(new TaskStopped(code === 134 || OUT_OF_MEMORY_SIGNALS.includes(by) ? "memory" : "crashed")));
    const end = (settle: () => void) => {
      clearInterval(timer);
      signal?.removeEventListener("abort", cancel);
      child.off("message", receive).off("error", fail).off("exit", exit);
      settle();
    };
    child.on("message", receive).on("error", fail).on("exit", exit);
    signal?.addEventListener("abort", cancel);
    if (signal?.aborted) cancel();
  });
}

const LOOK_MS = 200;
/** Where other work keeps the processors busy, a task may take that much longer than the time that it uses itself. */
const MAX_WAIT_FACTOR = 6;
/** The kernel's unit in /proc, the same on all systems that Node runs on. */
const MS_PER_TICK = 10;

/** Processor time that a process has used so far; null where the system does not tell. */
function readProcessorMs(pid: number | undefined): number | null {
  if (process.platform !== "linux" || pid === undefined) return null;
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "latin1");
    // The name of the program stands in brackets and may hold anything; fields 14 and 15 are user and system time.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return (Number(fields[11]) + Number(fields[12])) * MS_PER_TICK;
  } catch {
    return null;
  }
}

/** An idle process does not keep its parent running. */
function setReferenced(child: ChildProcess, isReferenced: boolean) {
  if (isReferenced) {
    child.ref();
    child.channel?.ref();
  } else {
    child.unref();
    child.channel?.unref();
  }
}

function lowerPriority({ pid }: ChildProcess, niceness: number) {
  try {
    if (pid !== undefined) setPriority(pid, niceness);
  } catch {
    // Not allowed everywhere; it is a courtesy.
  }
}
