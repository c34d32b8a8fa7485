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
    this.arm(timer);
  }

  private arm(timer: Timer): void {
    setTimeout(() => this.fire(timer), timer.at - this.now()).unref();
  }

  wait(ms: number): Promise<void> {
    return new Promise((resolve) => {
      if (ms <= 0) resolve();
      else this.after(ms, resolve);
    });
  }

  apply(aheadMs: number): void {
    this.aheadMs = aheadMs;
    for (const timer of [...this.timers].sort((one, other) => one.at - other.at))
      if (timer.at <= this.now()) this.fire(timer);
      else this.arm(timer);
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
