import "server-only";
import type { CoverageRow, Listing } from "@/lib/carriers/carrier";

export type KeptCoverage = { rows: readonly CoverageRow[]; oddCount: number; readAt: number };

const MAX_KEPT = 60;

type Store = { kept: Map<string, KeptCoverage>; reading: Map<string, Promise<KeptCoverage>> };

// Pages and route handlers may be bundled apart; the process has one memory all the same.
const home = globalThis as typeof globalThis & { tandemCoverage?: Store };
const store: Store = (home.tandemCoverage ??= { kept: new Map(), reading: new Map() });

/** What was read under `key` within `lifetime` milliseconds, else what `read` gives; two who ask at once share one reading. */
export async function keepCoverage(
  key: string,
  { lifetime, isFresh, now }: { lifetime: number; isFresh: boolean; now: () => number },
  read: () => Promise<Listing<CoverageRow>>,
): Promise<KeptCoverage> {
  const known = store.kept.get(key);
  if (known && !isFresh && now() - known.readAt < lifetime) return known;
  const running = store.reading.get(key);
  if (running) return running;
  const reading = read()
    .then(({ items: rows, oddCount }) => {
      const entry = { rows, oddCount, readAt: now() };
      store.kept.delete(key);
      store.kept.set(key, entry);
      const [oldest] = store.kept.keys();
      if (store.kept.size > MAX_KEPT && oldest !== undefined) store.kept.delete(oldest);
      return entry;
    })
    .finally(() => store.reading.delete(key));
  store.reading.set(key, reading);
  return reading;
}

/** Forgets what was kept under keys that begin so. */
export function forgetCoverage(prefix: string): void {
  for (const key of store.kept.keys()) if (key.startsWith(prefix)) store.kept.delete(key);
}
