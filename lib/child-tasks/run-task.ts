import type { StreamTasks, Tasks } from "./program";
import { createTaskPool, type PoolLimits, type StreamOptions, type TaskOptions, type TaskPool } from "./task-pool";

/** A person's files, a carrier's answers and our own exports do not wait for each other. */
const POOLS = {
  file: { processes: 2, waiting: 12, processorMs: 8_000, memoryMb: 384, idleMs: 30_000 },
  xml: { processes: 1, waiting: 100, processorMs: 8_000, memoryMb: 256, idleMs: 30_000 },
  /** What a large workbook needs; a text needs a tenth of it. A million rows take a while: people who open pages meanwhile go first. */
  upload: { processes: 2, waiting: 12, processorMs: 20_000, memoryMb: 640, idleMs: 1, niceness: 8 },
  /** Each writes as fast as its reader reads, in little memory. */
  export: { processes: 4, waiting: 12, processorMs: 90_000, memoryMb: 192, idleMs: 1 },
} as const satisfies Record<string, PoolLimits>;
type PoolName = keyof typeof POOLS;

const POOL_OF = {
  "read-number-file": "file",
  "read-number-list": "file",
  "read-lookup-text": "file",
  "parse-xml": "xml",
} as const satisfies Record<keyof Tasks, PoolName>;

const STREAM_POOL_OF = {
  "inspect-upload": "upload",
  "load-upload": "upload",
  "write-spreadsheet": "export",
} as const satisfies Record<keyof StreamTasks, PoolName>;

/** On globalThis, as the pages, the handlers and the callbacks each have a copy of this module in one process. */
const shared = globalThis as typeof globalThis & { tandemTaskPools?: Partial<Record<PoolName, TaskPool>> };

/** The pools that have been used so far in this process. */
export const runningPools = () => (shared.tandemTaskPools ??= {});

/**
 * Runs one of the tasks of `program.ts` in a process of its own: bounded in time, memory and number. Throws TaskStopped where a limit
 * was reached, or an Error with the task's own message.
 */
export async function runTask<Name extends keyof Tasks>(
  name: Name,
  input: Parameters<Tasks[Name]>[0],
  options: TaskOptions = {},
): Promise<Awaited<ReturnType<Tasks[Name]>>> {
  // Made by our own program, which is typed.
  return (await openPool(POOL_OF[name]).run(name, input, options)) as Awaited<ReturnType<Tasks[Name]>>;
}

/** The same for a task that reads a content of any size as a stream, and writes frames. */
export async function runStreamTask<Name extends keyof StreamTasks>(
  name: Name,
  input: Parameters<StreamTasks[Name]>[0],
  options: StreamOptions,
): Promise<Awaited<ReturnType<StreamTasks[Name]>>> {
  return (await openPool(STREAM_POOL_OF[name]).runStreamed(name, input, options)) as Awaited<
    ReturnType<StreamTasks[Name]>
  >;
}

function openPool(name: PoolName): TaskPool {
  const pools = runningPools();
  return (pools[name] ??= createTaskPool(POOLS[name]));
}
