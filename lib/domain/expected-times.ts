import { z } from "zod";
import { type OrderKind, orderKind } from "./order";

/** How long something may take before it counts as stuck, in seconds. */
const MIN_SECONDS = 60;
const MAX_SECONDS = 90 * 86_400;

const seconds = z
  .int("Enter a time such as 15 min, 4 h or 3 d.")
  .min(MIN_SECONDS, "At least 1 minute.")
  .max(MAX_SECONDS, "At most 90 days.");

/** What an administrator chose in place of a default; null: the default. */
const chosen = seconds.nullable();

export const orderTimes = z.object({
  carrierId: z.string().min(1).max(60),
  kind: orderKind,
  /** Accepted by the carrier and not confirmed. */
  accepted: chosen,
  /** The same for toll-free numbers. */
  tollFree: chosen,
  /** The carrier's answer was lost, and no reading has settled it. */
  unknown: chosen,
});
export type OrderTimes = z.output<typeof orderTimes>;

export const expectedTimes = z.object({
  orders: z.array(orderTimes).max(200),
  /** A campaign that the carrier has not made ready. */
  campaign: chosen,
  /** A message whose receipt has not come. */
  message: chosen,
});
export type ExpectedTimes = z.output<typeof expectedTimes>;

export const NO_CHOSEN_TIMES: ExpectedTimes = { orders: [], campaign: null, message: null };

export const DEFAULT_UNKNOWN_SECONDS = 3_600;
/** Reviews take from a day to a week. */
export const DEFAULT_CAMPAIGN_SECONDS = 7 * 86_400;
export const DEFAULT_MESSAGE_SECONDS = 15 * 60;

/** What applies to one kind of order at one carrier. */
export type OrderExpectation = { seconds: number; tollFreeSeconds: number; unknownSeconds: number };

/** The carrier's own times, where nothing else was chosen. A chosen ordinary time holds for toll-free numbers too where it is longer. */
export function readOrderTimes(
  times: ExpectedTimes,
  carrierId: string,
  kind: OrderKind,
  program: { expectedWithin: number; expectedWithinTollFree?: number },
): OrderExpectation {
  const own = times.orders.find((one) => one.carrierId === carrierId && one.kind === kind);
  const usual = own?.accepted ?? program.expectedWithin;
  return {
    seconds: usual,
    tollFreeSeconds: own?.tollFree ?? Math.max(program.expectedWithinTollFree ?? usual, usual),
    unknownSeconds: own?.unknown ?? DEFAULT_UNKNOWN_SECONDS,
  };
}

const UNITS = [
  { seconds: 86_400, symbol: "d", names: /^d(ays?)?$/ },
  { seconds: 3_600, symbol: "h", names: /^h(ours?|rs?)?$/ },
  { seconds: 60, symbol: "min", names: /^m(in(utes?|s)?)?$/ },
] as const;

/** `90 min`, `36 h`, `3 d`: the largest unit that gives a whole number; one that reads back as it is. */
export function spellSpan(value: number): string {
  const unit = UNITS.find(({ seconds: size }) => value % size === 0) ?? UNITS[2];
  return `${Math.round(value / unit.seconds)} ${unit.symbol}`;
}

/** Seconds of `15 min`, `4h`, `1 d 12 h`; a bare number counts as minutes. Null where it is no such time. */
export function parseSpan(text: string): number | null {
  const parts = [
    ...text
      .trim()
      .toLowerCase()
      .matchAll(/(\d+(?:\.\d+)?)\s*([a-z]*)[\s,]*/gy),
  ];
  if (parts.length === 0 || parts.map(([part]) => part).join("") !== text.trim().toLowerCase()) return null;
  let total = 0;
  for (const [, amount = "", name = ""] of parts) {
    const unit = name === "" ? UNITS[2] : UNITS.find(({ names }) => names.test(name));
    if (!unit || (name === "" && parts.length > 1)) return null;
    total += Number(amount) * unit.seconds;
  }
  return Math.round(total);
}
