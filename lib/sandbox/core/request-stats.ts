/** Requests to one endpoint group since the last reset. */
export interface GroupStats {
  carrier: string;
  group: string;
  requests: number;
  /** Answers with status 429, from a limit or a fault rule. */
  limited: number;
  /** The most requests that arrived within any second, refused ones included. */
  peakPerSecond: number;
  /** The same without the requests that the limiter refused. */
  peakAcceptedPerSecond: number;
  statuses: Record<string, number>;
}

class Peak {
  private recent: number[] = [];
  private head = 0;
  peak = 0;

  add(now: number): void {
    this.recent.push(now);
    while ((this.recent[this.head] ?? now) <= now - 1000) this.head += 1;
    if (this.head > 5000) {
      this.recent = this.recent.slice(this.head);
      this.head = 0;
    }
    this.peak = Math.max(this.peak, this.recent.length - this.head);
  }
}

interface Counted extends Omit<GroupStats, "peakPerSecond" | "peakAcceptedPerSecond"> {
  all: Peak;
  accepted: Peak;
}

export class RequestStats {
  private groups = new Map<string, Counted>();

  countArrival(carrier: string, group: string, now: number): void {
    const counted = this.find(carrier, group);
    counted.requests += 1;
    counted.all.add(now);
  }

  countAccepted(carrier: string, group: string, now: number): void {
    this.find(carrier, group).accepted.add(now);
  }

  /** `status` is text: an HTTP status, or a word such as `reset` where none was sent. */
  countAnswer(carrier: string, group: string, status: string): void {
    const counted = this.find(carrier, group);
    counted.statuses[status] = (counted.statuses[status] ?? 0) + 1;
    if (status === "429") counted.limited += 1;
  }

  list(): GroupStats[] {
    return [...this.groups.values()].map(({ all, accepted, ...rest }) => ({
      ...rest,
      peakPerSecond: all.peak,
      peakAcceptedPerSecond: accepted.peak,
    }));
  }

  clear(): void {
    this.groups = new Map();
  }

  private find(carrier: string, group: string): Counted {
    const key = `${carrier} ${group}`;
    const known = this.groups.get(key);
    if (known) return known;
    const fresh = { carrier, group, requests: 0, limited: 0, statuses: {}, all: new Peak(), accepted: new Peak() };
    this.groups.set(key, fresh);
    return fresh;
  }
}
