import { fork, type ChildProcess } from "node:child_process";
import { setPriority } from "node:os";
import path from "node:path";
import type { FromChild, ToChild } from "./protocol";
import { TaskStopped } from "./task-stopped";

const LAUNCH = ["lib", "child-tasks", "launch.mjs"];
const START_TIMEOUT_MS = 60_000;
/** Below the process that serves: with few processors it goes first. */
const LOW_PRIORITY = 10;
/** V8 ends a process that is out of memory by SIGABRT (134 from a shell), on some systems by SIGILL or SIGTRAP. */
const OUT_OF_MEMORY_SIGNALS: readonly (string | null)[] = ["SIGABRT", "SIGILL", "SIGTRAP"];

export type TaskProcess = {
  /** Runs one task; the process must be idle. `chunks` are sent as they come. Throws TaskStopped, after which the process is gone. */
  run(task: string, input: unknown, options: RunOptions): Promise<unknown>;
  isAlive(): boolean;
  kill(): void;
};
export type RunOptions = { chunks?: AsyncIterable<unknown>; timeoutMs: number; signal?: AbortSignal };

/** Starts a process for tasks: none of our settings, at most `memoryMb` of JavaScript values. It ends with its parent. */
export async function startTaskProcess(memoryMb: number): Promise<TaskProcess> {
  const child = fork(path.join(process.cwd(), ...LAUNCH), [], {
    execArgv: ["--conditions=react-server", `--max-old-space-size=${memoryMb}`],
    env: { NODE_ENV: "production" },
    serialization: "advanced",
    stdio: ["ignore", "ignore", "ignore", "ipc"],
  });
  lowerPriority(child);
  const kill = () => void child.kill("SIGKILL");
  process.once("exit", kill);
  child.once("exit", () => process.off("exit", kill));
  const first = await waitForAnswer(child, { timeoutMs: START_TIMEOUT_MS });
  if (first.type !== "ready") throw new TaskStopped("crashed");
  setReferenced(child, false);

  return {
    // Its exit arrives a moment after it was killed.
    isAlive: () => !child.killed && child.exitCode === null && child.signalCode === null,
    kill,
    async run(task, input, { chunks, timeoutMs, signal }) {
      setReferenced(child, true);
      const answer = waitForAnswer(child, { timeoutMs, signal });
      const [result] = await Promise.all([answer, feed(child, task, input, chunks)])
        .catch((error: unknown) => {
          // Whatever it is in the middle of, nobody waits for it.
          kill();
          throw error;
        })
        .finally(() => setReferenced(child, false));
      if (result.type === "result") return result.value;
      if (result.type === "failure") throw Object.assign(new Error(result.message), { stack: result.stack });
      throw new TaskStopped("crashed");
    },
  };
}

async function feed(child: ChildProcess, task: string, input: unknown, chunks: AsyncIterable<unknown> | undefined) {
  await send(child, { type: "start", task, input });
  if (chunks) for await (const chunk of chunks) await send(child, { type: "chunk", chunk });
  await send(child, { type: "end" });
}

/** Resolves once it is written, so that no more than one chunk waits in memory. */
const send = (child: ChildProcess, message: ToChild) =>
  new Promise<void>((resolve, reject) => {
    // An error here means that the process has ended; how, is told by its exit.
    child.send(message, (error) => (error ? reject(new TaskStopped("crashed")) : resolve()));
  });

function waitForAnswer(child: ChildProcess, { timeoutMs, signal }: { timeoutMs: number; signal?: AbortSignal }) {
  return new Promise<FromChild>((resolve, reject) => {
    const stop = (reason: TaskStopped["reason"]) => {
      child.kill("SIGKILL");
      end(() => reject(new TaskStopped(reason)));
    };
    const timer = setTimeout(() => stop("time"), timeoutMs);
    const cancel = () => stop("cancelled");
    const receive = (message: unknown) => end(() => resolve(message as FromChild));
    const fail = () => end(() => reject(new TaskStopped("crashed")));
    const exit = (code: number | null, by: string | null) =>
      end(() => reject(new TaskStopped(code === 134 || OUT_OF_MEMORY_SIGNALS.includes(by) ? "memory" : "crashed")));
    const end = (settle: () => void) => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", cancel);
      child.off("message", receive).off("error", fail).off("exit", exit);
      settle();
    };
    child.on("message", receive).on("error", fail).on("exit", exit);
    signal?.addEventListener("abort", cancel);
    if (signal?.aborted) cancel();
  });
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

function lowerPriority({ pid }: ChildProcess) {
  try {
    if (pid !== undefined) setPriority(pid, LOW_PRIORITY);
  } catch {
    // Not allowed everywhere; it is a courtesy.
  }
}
