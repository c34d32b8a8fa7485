import type { CycleView } from "./reading-cycle";
import { areLookupsPaused, type CarrierPause } from "./carrier-breaker";
import { describePace, type CarrierPace } from "./carrier-pace";
import type { OrderKind, OrderStatus, OrderSums } from "./order";
import { spellRate, type OrderProgress } from "./order-progress";
import type { PhoneNumber } from "./phone-number";

/** An order in progress or waiting. */
export type Job = {
  id: string;
  ref: string;
  kind: OrderKind;
  accountLabel: string;
  isSandbox: boolean;
  personName: string | null;
  createdAt: string;
  sums: OrderSums;
  progress: OrderProgress;
  /** The first few numbers not sent yet. */
  unsent: readonly PhoneNumber[];
};

/** An order that ended today. */
export type EndedJob = Omit<Job, "progress" | "unsent"> & {
  carrierLabel: string;
  status: OrderStatus;
  settledAt: string;
};

/** A lookup whose numbers are being read at the carriers. `done` of `total` readings, over all accounts. */
export type LookupJob = {
  id: string;
  name: string;
  personName: string | null;
  startedAt: string;
  done: number;
  total: number;
  /** What carriers answered that could not be read. */
  failures: readonly string[];
};

/** What is waiting for one allowance at a carrier: account and endpoint group. */
export type RateQueue = CarrierPace & {
  accountId: string;
  group: string;
  carrierLabel: string;
  accountLabel: string;
  groupLabel: string;
  /** Numbers not sent yet in running orders, and how many calls they take. */
  waiting: number;
  calls: number;
  callsLastMinute: number;
  blockedUntil: string | null;
  blockedMessage: string | null;
  /** The account is paused until its carrier recovers. */
  isPaused: boolean;
  at: string;
};

export type JobCenter = {
  at: string;
  jobs: readonly Job[];
  /** How many more there are than listed. */
  more: number;
  /** What ended today, latest first, and how many more there are than listed. */
  ended: readonly EndedJob[];
  moreEnded: number;
  lookups: readonly LookupJob[];
  queues: readonly RateQueue[];
  pauses: readonly CarrierPause[];
  /** What is read again on a schedule. */
  cycles: CycleView[];
};

const count = (n: number) => n.toLocaleString("en-US");

/** `Bandwidth allows 100 per minute here: 412 waiting.` The estimate is shown once, with each order. */
export function describeRateQueue(queue: RateQueue): string {
  const inCalls =
    queue.calls === queue.waiting ? "" : ` in ${count(queue.calls)} ${queue.calls === 1 ? "call" : "calls"}`;
  const waiting = queue.waiting === 0 ? "nothing waiting" : `${count(queue.waiting)} waiting${inCalls}`;
  const until = queue.isPaused ? " until the carrier recovers" : "";
  const pace = describePace(queue, queue.carrierLabel);
  if (pace) return `${pace} ${waiting.charAt(0).toUpperCase()}${waiting.slice(1)}${until}.`;
  return `${queue.carrierLabel} allows ${spellRate(queue.allowedPerSecond)} here: ${waiting}${until}.`;
}

/** Whether anything in the job is progressing without a person. */
export function isMoving({ sums, progress }: Job): boolean {
  const { counts, control, pause, nextReadAt } = progress;
  if (pause && areLookupsPaused(pause)) return false;
  if (!pause && control === "run" && counts.queued > 0) return true;
  return counts.sending > 0 || (sums.pending + sums.unknown > 0 && nextReadAt !== null);
}
