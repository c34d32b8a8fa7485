import "server-only";

type Entry<T> = { value: T; done: () => void; fail: (error: unknown) => void };

const TRIES = 4;
const FIRST_PAUSE_MS = 100;

/** Lost connections, deadlocks, serialization failures, exhausted resources, a server that restarts: none of them is the values' fault. */
const TRANSIENT_STATE = /^(?:08|40|53|58|57P0|55P03|25006)/;
const TRANSIENT_CODE = /^(?:ECONN|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN)/;
const TRANSIENT_MESSAGE = /connection (?:terminated|error|ended)|timeout exceeded when trying to connect/i;
/** Data exceptions, broken constraints, program limits (an index row too large), exceptions of triggers. */
const REFUSED_STATE = /^(?:22|23|54|P0|XX)/;

const codeOf = (error: unknown): string =>
  error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";

const isTransient = (error: unknown): boolean =>
  TRANSIENT_STATE.test(codeOf(error)) ||
  TRANSIENT_CODE.test(codeOf(error)) ||
  (error instanceof Error && TRANSIENT_MESSAGE.test(error.message));

/** Whether the database, or the driver before it, refused the values themselves: the same write with them fails again. */
export const isRefused = (error: unknown): boolean =>
  !isTransient(error) &&
  (REFUSED_STATE.test(codeOf(error)) || error instanceof TypeError || error instanceof RangeError);

/**
 * Writes all values at once; where they are refused, in halves, down to the single value that the database refuses. `write` is one
 * statement or transaction, and writing the same values twice changes nothing: a connection that breaks may have committed.
 * Returns the refused values with their errors. Throws what is no value's fault: what may pass is retried whole before.
 */
export async function writeApart<T>(
  values: readonly T[],
  write: (values: readonly T[]) => Promise<void>,
): Promise<Map<T, unknown>> {
  const refused = new Map<T, unknown>();
  const writePart = async (part: readonly T[]): Promise<void> => {
    if (part.length === 0) return;
    try {
      await writeWhole(part, write);
    } catch (error) {
      const [single] = part;
      if (!isRefused(error)) throw error;
      if (part.length === 1 && single !== undefined) {
        refused.set(single, error);
        return;
      }
      const half = Math.ceil(part.length / 2);
      await writePart(part.slice(0, half));
      await writePart(part.slice(half));
    }
  };
  await writePart(values);
  return refused;
}

async function writeWhole<T>(values: readonly T[], write: (values: readonly T[]) => Promise<void>): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await write(values);
    } catch (error) {
      if (!isTransient(error) || tries >= TRIES) throw error;
      await new Promise((resolve) => setTimeout(resolve, FIRST_PAUSE_MS * 2 ** (tries - 1) * (0.5 + Math.random())));
    }
  }
}

/**
 * Gathers what many callers want written at about the same moment into one statement (a group commit). Each caller waits for the
 * statement that holds its own value, and fails only where that value itself is refused; while one is being written the next gathers.
 * `restMs`: at least so long from one write's start to the next, so that a rush becomes few statements; a single value never waits.
 */
export function createBatch<T>(
  write: (values: readonly T[]) => Promise<void>,
  { most = 500, restMs = 0 }: { most?: number; restMs?: number } = {},
) {
  const waiting: Entry<T>[] = [];
  let running: Promise<void> | null = null;
  let startedAt = Number.NEGATIVE_INFINITY;

  async function run() {
    // One turn of the loop lets the callers of the same instant come along.
    await new Promise((resolve) => setImmediate(resolve));
    while (waiting.length > 0) {
      const rest = startedAt + restMs - performance.now();
      if (rest > 0 && waiting.length < most) await new Promise((resolve) => setTimeout(resolve, rest));
      startedAt = performance.now();
      const entries = waiting.splice(0, most);
      try {
        const refused = await writeApart(entries, (part) => write(part.map((entry) => entry.value)));
        for (const entry of entries) {
          if (refused.has(entry)) entry.fail(refused.get(entry));
          else entry.done();
        }
      } catch (error) {
        for (const entry of entries) entry.fail(error);
      }
    }
    running = null;
  }

  return {
    add: (value: T) =>
      new Promise<void>((done, fail) => {
        waiting.push({ value, done, fail });
        running ??= run();
      }),
    drain: async () => {
      while (running) await running;
    },
  };
}
