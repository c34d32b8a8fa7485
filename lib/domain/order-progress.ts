import { sumOrder, type ItemCounts, type OrderStatus, type OrderSums } from "./order";
import { areLookupsPaused, type CarrierPause } from "./carrier-breaker";
import { describePace } from "./carrier-pace";
import type { OrderTrouble } from "./order-trouble";
import type { OrderControl } from "./order-view";

/** How far an order is and what it waits for, at one instant of the database's clock. Instants are ISO 8601 texts. */
export type OrderProgress = {
  status: OrderStatus;
  control: OrderControl;
  counts: ItemCounts;
  at: string;
  settledAt: string | null;
  carrierLabel: string;
  /** Calls per second that leave where this order is sent: what the account allows itself, less after refusals; null until that is known. */
  callsPerSecond: number | null;
  /** The same without refusals. */
  allowedPerSecond: number | null;
  refusedLastMinute: number;
  /** Most numbers in one call. */
  writeSize: number;
  /** Numbers sent per second lately; null while there is too little to tell. */
  sentPerSecond: number | null;
  /** Numbers sent in the last minute. */
  sentLastMinute: number;
  /** Orders of the same account that are sent at the same time and share its speed. */
  otherOrders: number;
  /** The carrier said: not before this. */
  blockedUntil: string | null;
  blockedMessage: string | null;
  /** The account is paused: nothing is sent until its carrier is healthy; see `areReadingsHeld`. */
  pause: CarrierPause | null;
  /** Its last check or look-up failed, or its sending keeps failing, and why. */
  trouble: OrderTrouble | null;
  /** The last call of an order with unsent numbers was answered like this; null where it was answered as it should be. */
  lastRefusal: string | null;
  /** When the check before sending, or the sending itself, which is in trouble, is tried next. */
  nextCheckAt: string | null;
  /** When the carrier is read next about what it accepted or may have done. Null: no reading is planned. */
  nextReadAt: string | null;
  /** Seconds in which the carrier usually confirms; null where unknown. */
  expectedWithin: number | null;
  /** The same for the toll-free numbers among them, where they take longer; null where there are none. */
  expectedTollFree: number | null;
  overdue: number;
};

/** Seconds until the last waiting number is sent, or null where nothing can be said. */
export function estimateSending(progress: OrderProgress): number | null {
  const { counts, sentPerSecond, callsPerSecond, writeSize, otherOrders } = progress;
  if (counts.queued === 0 || progress.control !== "run" || progress.pause) return null;
  const blocked = progress.blockedUntil
    ? Math.max((Date.parse(progress.blockedUntil) - Date.parse(progress.at)) / 1000, 0)
    : 0;
  if (sentPerSecond !== null && sentPerSecond > 0) return blocked + counts.queued / sentPerSecond;
  if (callsPerSecond === null || callsPerSecond <= 0) return null;
  return blocked + estimateCalls({ numbers: counts.queued, writeSize, callsPerSecond, otherOrders });
}

/** Seconds in which so many numbers are sent, where `otherOrders` share the account's calls. */
export const estimateCalls = ({
  numbers,
  writeSize,
  callsPerSecond,
  otherOrders,
}: {
  numbers: number;
  writeSize: number;
  callsPerSecond: number;
  otherOrders: number;
}): number => (Math.ceil(numbers / writeSize) / callsPerSecond) * (1 + otherOrders);

/** How often an order has to be read again: `resting` where it waits for a person, or for a carrier that nobody asks. */
export function choosePace(progress: OrderProgress): "moving" | "resting" | "off" {
  const { pending, unknown } = sumOrder(progress.counts);
  if (pending + unknown === 0) return "off";
  const isResting = progress.control === "paused" || (pending === 0 && progress.nextReadAt === null);
  return isResting ? "resting" : "moving";
}

const count = (n: number) => n.toLocaleString("en-US");

/** `41 s`, `7 min`, `2 h 10 min`. */
export function spellSeconds(seconds: number): string {
  const whole = Math.max(1, Math.round(seconds));
  if (whole < 90) return `${whole} s`;
  const minutes = Math.round(whole / 60);
  if (minutes < 90) return `${minutes} min`;
  const rest = minutes % 60;
  return `${Math.floor(minutes / 60)} h${rest > 0 ? ` ${rest} min` : ""}`;
}

/** `10 per second`, or per minute or hour where that is the whole number. */
export function spellRate(perSecond: number): string {
  const spell = (n: number) => n.toLocaleString("en-US", { maximumFractionDigits: 1 });
  if (perSecond >= 1 && Math.abs(perSecond - Math.round(perSecond)) < 0.01) return `${spell(perSecond)} per second`;
  return perSecond * 60 >= 1 ? `${spell(perSecond * 60)} per minute` : `${spell(perSecond * 3600)} per hour`;
}

/** What the order waits for, one sentence each; empty when it waits for nothing. The times are those of `progress.at`. */
export function describeWaiting(progress: OrderProgress): string[] {
  const { counts, control, carrierLabel } = progress;
  const lines: string[] = [];
  if (counts.queued > 0 && control === "paused")
    lines.push(`Paused: ${count(counts.queued)} waiting until somebody resumes the order.`);
  else if (counts.queued > 0) lines.push(describeQueue(progress));
  if (counts.sending > 0) lines.push(`${count(counts.sending)} being sent.`);
  if (counts.accepted > 0)
    lines.push(
      `${count(counts.accepted)} accepted by ${carrierLabel}, not confirmed yet${describeNextRead(progress)}` +
        `${describeExpectation(progress)}.`,
    );
  if (progress.overdue > 0) lines.push(`${count(progress.overdue)} of them longer than usual.`);
  if (counts.unknown > 0)
    lines.push(
      progress.nextReadAt
        ? `${count(counts.unknown)} unknown: the answer was lost or left them out; checked at ${carrierLabel}${describeNextRead(progress)}.`
        : `${count(counts.unknown)} unknown: no further check is planned. Check again, or decide.`,
    );
  return lines;
}

function describeQueue(progress: OrderProgress): string {
  const { counts, carrierLabel, callsPerSecond, writeSize, otherOrders } = progress;
  const waiting = `${count(counts.queued)} waiting`;
  if (progress.pause)
    return `${waiting} until ${carrierLabel} ${areLookupsPaused(progress.pause) ? "recovers" : "accepts changes again"}.`;
  const seconds = estimateSending(progress);
  const about = seconds === null ? "" : `, about ${spellSeconds(seconds)}`;
  if (progress.blockedUntil) return `${waiting}${about === "" ? "" : `${about} in all`}.`;
  const shared =
    otherOrders > 0 ? `, shared with ${count(otherOrders)} other ${otherOrders === 1 ? "order" : "orders"}` : "";
  if (callsPerSecond === null) return `${waiting}${about}${shared}.`;
  const unit = writeSize === 1 ? "" : ` (calls of up to ${count(writeSize)} numbers)`;
  const pace = describePace(
    {
      perSecond: callsPerSecond,
      allowedPerSecond: progress.allowedPerSecond ?? callsPerSecond,
      refusedLastMinute: progress.refusedLastMinute,
    },
    carrierLabel,
  );
  if (pace) return `${pace} ${waiting}${shared}${about}.`;
  return `${carrierLabel} allows ${spellRate(callsPerSecond)} here${unit}: ${waiting}${shared}${about}.`;
}

function describeExpectation({ expectedWithin, expectedTollFree }: OrderProgress): string {
  if (expectedWithin === null) return "";
  const tollFree = expectedTollFree === null ? "" : `, toll-free within ${spellSeconds(expectedTollFree)}`;
  return `; usually within ${spellSeconds(expectedWithin)}${tollFree}`;
}

function describeNextRead({ nextReadAt, at, pause }: OrderProgress): string {
  if (!nextReadAt || (pause && areLookupsPaused(pause))) return "";
  const seconds = (Date.parse(nextReadAt) - Date.parse(at)) / 1000;
  return seconds <= 1 ? "; being looked up now" : `; next look in ${spellSeconds(seconds)}`;
}

/** One sentence of the five sums. */
export function describeSums(sums: OrderSums): string {
  const parts = (["confirmed", "failed", "skipped", "pending", "unknown"] as const)
    .filter((name) => sums[name] > 0)
    .map((name) => `${count(sums[name])} ${name}`);
  return `${count(sums.requested)} requested: ${parts.join(", ") || "nothing yet"}.`;
}
