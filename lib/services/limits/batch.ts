import "server-only";

type Entry<T> = { value: T; done: () => void; fail: (error: unknown) => void };

/**
 * Gathers what many callers want written at about the same moment into one statement (a group commit). Each caller waits for the
 * statement that holds its own value; while one is being written the next gathers.
 */
export function createBatch<T>(write: (values: T[]) => Promise<void>, { most = 500 }: { most?: number } = {}) {
  const waiting: Entry<T>[] = [];
  let running: Promise<void> | null = null;

  async function run() {
    // One turn of the loop lets the callers of the same instant come along.
    await new Promise((resolve) => setImmediate(resolve));
    while (waiting.length > 0) {
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
