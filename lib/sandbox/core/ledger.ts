/** One change of state at a carrier. `number` is ten digits. */
export interface Effect {
  kind: string;
  number?: string;
  reference?: string;
  detail?: unknown;
}

export interface LedgerEntry extends Effect {
  carrier: string;
  seq: number;
  /** Epoch milliseconds. */
  at: number;
}

export interface LedgerFilter {
  carrier?: string;
  kind?: string;
  number?: string;
  reference?: string;
  /** Only entries with a greater `seq`. */
  after?: number;
  /** At most this many, oldest first. */
  limit?: number;
}

export interface EffectCount {
  carrier: string;
  kind: string;
  number?: string;
  reference?: string;
  count: number;
}

export interface LedgerDump {
  seq: number;
  entries: LedgerEntry[];
  counts: EffectCount[];
}

const KEPT_ENTRIES = 400_000;

/** Every effect, with counts per number and per reference that stay complete when old entries are dropped. */
export class Ledger {
  private seq = 0;
  private entries: LedgerEntry[] = [];
  private readonly counts = new Map<string, EffectCount>();

  add(effect: Effect & { carrier: string }, at: number): void {
    this.seq += 1;
    this.entries.push({ seq: this.seq, at, ...effect });
    if (this.entries.length > KEPT_ENTRIES * 1.25) this.entries = this.entries.slice(-KEPT_ENTRIES);
    const { carrier, kind, number, reference } = effect;
    if (number !== undefined) this.count({ carrier, kind, number, count: 1 });
    if (reference !== undefined) this.count({ carrier, kind, reference, count: 1 });
  }

  private count(entry: EffectCount): void {
    const key = `${entry.carrier} ${entry.kind} ${entry.number ?? ""} ${entry.reference ?? ""}`;
    const known = this.counts.get(key);
    if (known) known.count += entry.count;
    else this.counts.set(key, { ...entry });
  }

  list(filter: LedgerFilter = {}): LedgerEntry[] {
    const found: LedgerEntry[] = [];
    const limit = filter.limit ?? Number.POSITIVE_INFINITY;
    for (const entry of this.entries) {
      if (entry.seq > (filter.after ?? 0) && isMatch(entry, filter)) found.push(entry);
      if (found.length >= limit) break;
    }
    return found;
  }

  /** Counts per (carrier, kind, number) and per (carrier, kind, reference). */
  listCounts(filter: LedgerFilter = {}): EffectCount[] {
    return [...this.counts.values()].filter((entry) => isMatch(entry, filter));
  }

  /** Counts above one. */
  listDuplicates(filter: LedgerFilter = {}): EffectCount[] {
    return this.listCounts(filter).filter((entry) => entry.count > 1);
  }

  /** How many effects match, over all time. */
  countOf(filter: LedgerFilter): number {
    const isByReference = filter.reference !== undefined;
    return this.listCounts(filter)
      .filter((entry) => (isByReference ? entry.reference !== undefined : entry.number !== undefined))
      .reduce((sum, entry) => sum + entry.count, 0);
  }

  /** Number of effects per carrier and kind, of the entries kept. */
  summarize(): Record<string, number> {
    const sums: Record<string, number> = {};
    for (const { carrier, kind } of this.entries) sums[`${carrier} ${kind}`] = (sums[`${carrier} ${kind}`] ?? 0) + 1;
    return sums;
  }

  clear(): void {
    this.entries = [];
    this.counts.clear();
  }

  dump(): LedgerDump {
    return { seq: this.seq, entries: this.entries.slice(-KEPT_ENTRIES), counts: [...this.counts.values()] };
  }

  load(dump: LedgerDump): void {
    this.clear();
    this.seq = dump.seq;
    this.entries = dump.entries;
    for (const entry of dump.counts) this.count(entry);
  }
}

function isMatch(entry: LedgerEntry | EffectCount, filter: LedgerFilter): boolean {
  return (
    (filter.carrier === undefined || entry.carrier === filter.carrier) &&
    (filter.kind === undefined || entry.kind === filter.kind) &&
    (filter.number === undefined || entry.number === filter.number) &&
    (filter.reference === undefined || entry.reference === filter.reference)
  );
}
