import { type RateLimit } from "./fields";

/** Enforces the limits; a refused request uses up nothing. */
export class Limiter {
  private readonly arrivals = new Map<string, number[]>();
  private readonly buckets = new Map<string, { tokens: number; at: number }>();

  /** Null when the request may pass, otherwise the time (epoch milliseconds) from which one may pass. */
  refuseUntil(name: string, limit: RateLimit | null, now: number): number | null {
    if (limit === null) return null;
    return limit.burst === null ? this.tryWindow(name, limit, now) : this.tryBucket(name, limit, limit.burst, now);
  }

  clear(): void {
    this.arrivals.clear();
    this.buckets.clear();
  }

  private tryWindow(name: string, limit: RateLimit, now: number): number | null {
    const arrivals = this.arrivals.get(name) ?? [];
    const live = arrivals.filter((at) => at > now - limit.windowMs);
    this.arrivals.set(name, live);
    if (live.length < limit.requests) {
      live.push(now);
      return null;
    }
    return (live[live.length - limit.requests] ?? now) + limit.windowMs;
  }

  private tryBucket(name: string, limit: RateLimit, burst: number, now: number): number | null {
    const perMs = limit.requests / limit.windowMs;
    const bucket = this.buckets.get(name) ?? { tokens: burst, at: now };
    bucket.tokens = Math.min(burst, bucket.tokens + (now - bucket.at) * perMs);
    bucket.at = now;
    this.buckets.set(name, bucket);
    if (bucket.tokens >= 1) {
      bucket.tokens -= 1;
      return null;
    }
    return now + Math.ceil((1 - bucket.tokens) / perMs);
  }
}
