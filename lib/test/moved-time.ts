import { vi } from "vitest";
import type { Database, Sql } from "@/lib/db/client";

const OWN_CLOCK = /clock_timestamp\(\)|now\(\)/g;

/**
 * Runs `work` in a time that the test moves: it stands still while a statement is
 * under way, and goes on by a millisecond where none is. The
 * databases take their time from it too, so that what `work` measures is exact, however busy the machine.
 */
export async function inMovedTime<T>(databases: readonly Database[], work: () => Promise<T>) {
  let inProgress = 0;
  const spies = databases.map(({ sql }) => {
    const query: Sql["query"] = sql.query.bind(sql);
    return vi.spyOn(sql, "query").mockImplementation(async (text: string, values: unknown[]) => {
      inProgress += 1;
      try {
        return await query(text.replaceAll(OWN_CLOCK, `to_timestamp(${Date.now()} / 1000.0)`), values);
      } finally {
        inProgress -= 1;
      }
    });
  });
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance", "Date"] });
  try {
    const result = work();
    let isDone = false;
    void Promise.allSettled([result]).then(() => (isDone = true));
    while (!isDone) {
      await new Promise(setImmediate);
      if (inProgress === 0) await vi.advanceTimersByTimeAsync(1);
    }
    return await result;
  } finally {
    vi.useRealTimers();
    for (const spy of spies) spy.mockRestore();
  }
}
