import "server-only";
import type { Carriers } from "@/lib/context";
import type { Sql } from "@/lib/db/client";
import { log } from "@/lib/log";
import { claimCycle } from "@/lib/services/reconciliation/cycle-row";
import { ensureCycles } from "@/lib/services/reconciliation/ensure-cycles";
import { runCycle } from "@/lib/services/reconciliation/run-cycle";

const LOOK_MS = 1_000;
const ENSURE_MS = 60_000;
/** Accounts at once; an account's groups come one after another. */
const MAX_AT_ONCE = 4;

export type ReadingLoop = { stop(): Promise<void> };

/**
 * Reads again what carriers know of our numbers, as it falls due. The rows of the cycles are the queue: any number of workers share
 * them, and the next one goes on where a killed one was.
 */
export function startReadingLoop(deps: { sql: Sql; carriers: Carriers }): ReadingLoop {
  const stopping = new AbortController();
  const running = new Map<string, Promise<void>>();
  let ensuredAt = Number.NEGATIVE_INFINITY;
  let looking: Promise<void> | null = null;

  async function look() {
    if (performance.now() - ensuredAt > ENSURE_MS) {
      ensuredAt = performance.now();
      await ensureCycles(deps);
    }
    while (running.size < MAX_AT_ONCE && !stopping.signal.aborted) {
      const claim = await claimCycle(deps.sql, [...running.keys()]);
      if (!claim) return;
      const run = runCycle(deps, claim, stopping.signal)
        .catch((error: unknown) => log.warn({ err: error, claim }, "a reading ended early"))
        .finally(() => running.delete(claim.accountId));
      running.set(claim.accountId, run);
    }
  }

  const timer = setInterval(() => {
    looking ??= look()
      .catch((error: unknown) => log.warn({ err: error }, "could not look for due readings"))
      .finally(() => (looking = null));
  }, LOOK_MS);

  return {
    stop: async () => {
      stopping.abort();
      clearInterval(timer);
      await looking;
      await Promise.all(running.values());
    },
  };
}
