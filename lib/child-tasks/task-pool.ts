import { startTaskProcess, type TaskProcess } from "./child-process";
import type { TaskStreams } from "./streams";
import { TaskStopped } from "./task-stopped";

/**
 * `processes` run at once, `waiting` tasks beyond them are kept in order, more are refused. `processorMs` is what one task may
 * use of a processor; idle processes end after `idleMs`. `niceness`: see `startTaskProcess`.
 */
export type PoolLimits = {
  processes: number;
  waiting: number;
  processorMs: number;
  memoryMb: number;
  idleMs: number;
  niceness?: number;
};

export type TaskOptions = { signal?: AbortSignal };
/** `processorMs`: what this task may use, in place of the pool's limit. */
export type StreamOptions = TaskStreams & { processorMs: number; signal?: AbortSignal };

export type TaskPool = {
  /** The result of a task (a JSON-like value). Throws TaskStopped, or what the task threw. */
  run(task: string, input: unknown, options?: TaskOptions): Promise<unknown>;
  /** The same for a task that reads and writes streams, in a process that ends with it. */
  runStreamed(task: string, input: unknown, options: StreamOptions): Promise<unknown>;
  /** Processes running and idle, tasks waiting. */
  count(): { running: number; idle: number; waiting: number };
};

type Idle = { worker: TaskProcess; timer: NodeJS.Timeout };

/** Processes apart from this one for work on what others wrote: whatever it does, this one goes on serving. */
export function createTaskPool(limits: PoolLimits): TaskPool {
  const { processes, waiting, processorMs, memoryMb, idleMs, niceness } = limits;
  const idle: Idle[] = [];
  const queue: (() => void)[] = [];
  let running = 0;

  async function takePlace(signal: AbortSignal | undefined): Promise<void> {
    if (signal?.aborted) throw new TaskStopped("cancelled");
    if (running < processes) {
      running += 1;
      return;
    }
    if (queue.length >= waiting) throw new TaskStopped("busy");
    await new Promise<void>((resolve, reject) => {
      const cancel = () => {
        queue.splice(queue.indexOf(start), 1);
        reject(new TaskStopped("cancelled"));
      };
      const start = () => {
        signal?.removeEventListener("abort", cancel);
        resolve();
      };
      signal?.addEventListener("abort", cancel, { once: true });
      queue.push(start);
    });
  }

  /** The place goes to the next in the queue without becoming free in between. */
  function leavePlace() {
    const next = queue.shift();
    if (next) next();
    else running -= 1;
  }

  async function takeProcess(): Promise<TaskProcess> {
    for (let found = idle.pop(); found; found = idle.pop()) {
      clearTimeout(found.timer);
      if (found.worker.isAlive()) return found.worker;
    }
    return startTaskProcess(memoryMb, { niceness });
  }

  function keepProcess(worker: TaskProcess) {
    if (!worker.isAlive()) return;
    const timer = setTimeout(() => {
      idle.splice(
        idle.findIndex((one) => one.worker === worker),
        1,
      );
      worker.kill();
    }, idleMs);
    timer.unref();
    idle.push({ worker, timer });
  }

  return {
    count: () => ({ running, idle: idle.length, waiting: queue.length }),
    async run(task, input, { signal } = {}) {
      await takePlace(signal);
      try {
        const worker = await takeProcess();
        try {
          return await worker.run(task, input, { processorMs, signal });
        } finally {
          keepProcess(worker);
        }
      } finally {
        leavePlace();
      }
    },
    async runStreamed(task, input, { processorMs: most, signal, ...streams }) {
      await takePlace(signal);
      try {
        const worker = await startTaskProcess(memoryMb, { hasStreams: true, niceness });
        try {
          return await worker.run(task, input, { streams, processorMs: most, signal });
        } finally {
          worker.kill();
        }
      } finally {
        leavePlace();
      }
    },
  };
}
