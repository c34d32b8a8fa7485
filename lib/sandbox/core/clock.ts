import { type StateModule } from "./journal";

interface Timer {
  at: number;
  run: () => void;
}

/**
 * The carriers' time: the machine's, plus what tests have moved it forward. Delays of answers and times in rate limit headers
 * stay in the machine's time, as the portal's clock does not move with this one.
 */
export class Clock implements StateModule<number, number> {
  readonly name = "clock";
  private aheadMs = 0;
  private readonly timers = new Set<Timer>();

  now(): number {
    return Date.now() + this.aheadMs;
  }

  after(ms: number, run: () => void): void {
    const timer = { at: this.now() + ms, run };
    this.timers.add(timer);
    setTimeout(() => this.fire(timer), ms).unref();
  }

  wait(ms: number): Promise<void> {
    return new Promise((resolve) => {
      if (ms <= 0) resolve();
      else this.after(ms, resolve);
    });
  }

  apply(aheadMs: number): void {
    this.aheadMs = aheadMs;
    const due = [...this.timers].filter(({ at }) => at <= this.now()).sort((one, other) => one.at - other.at);
    for (const timer of due) this.fire(timer);
  }

  private fire(timer: Timer): void {
    if (this.timers.delete(timer)) timer.run();
  }

  effectsOf(): [] {
    return [];
  }

  dump(): number {
    return this.aheadMs;
  }

  load(aheadMs: number): void {
    this.aheadMs = aheadMs;
  }

  clear(): void {
    this.aheadMs = 0;
  }
}
