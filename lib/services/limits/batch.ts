import "server-only";

type Entry<T> = { value: T; done: () => void; fail: (error: unknown) => void };

/**
 * Gathers what many callers want written at about the same moment into one statement (a group commit). Each caller waits for the
 * statement that holds its own value; while one is being written the next gathers. `restMs`: at least so long from one write's start to
 * the next, so that a rush becomes few statements; a single value never waits.
 */
export function createBatch<T>(
  write: (values: T[]) => Promise<void>,
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
        await write(entries.map((entry) => entry.value));
        for (const entry of entries) entry.done();
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
