import { z } from "zod";
import { addDays, dayIn, DEFAULT_TIME_ZONE, startOfDay } from "./time-zone";

/** What is read again on a schedule, each group at each account that has it. */
export const READING_GROUPS = ["sms", "campaigns", "registrations", "owned", "webhooks"] as const;
export type ReadingGroup = (typeof READING_GROUPS)[number];
export const readingGroup = z.enum(READING_GROUPS);

/** `hours`: between two readings, unless an administrator sets others; null: off. */
export const READING_LABELS = {
  sms: { label: "SMS state", what: "numbers", hours: 24 },
  campaigns: { label: "Campaigns and their numbers", what: "campaigns", hours: 6 },
  registrations: { label: "Registered numbers", what: "numbers", hours: 24 },
  owned: { label: "Owned numbers", what: "numbers", hours: 24 },
  // One call a number: 10,000 numbers at 10 calls a second take 17 minutes of the whole allowance.
  webhooks: {
    label: "Webhooks",
    what: "numbers",
    hours: null,
    cost: "One call for each number with SMS on: 10,000 numbers take 10,000 calls",
  },
} as const satisfies Record<ReadingGroup, { label: string; what: string; hours: number | null; cost?: string }>;

const MAX_HOURS = 24 * 30;
/** Hours between two readings; null: none. */
const readingHours = z
  .int("Enter a whole number of hours.")
  .min(1, "At least 1 hour.")
  .max(MAX_HOURS, `At most ${MAX_HOURS} hours.`)
  .nullable();
export const readingIntervals = z.object({
  sms: readingHours,
  campaigns: readingHours,
  registrations: readingHours,
  owned: readingHours,
  // Settings that were saved before it existed have none.
  webhooks: readingHours.default(null),
});
export type ReadingIntervals = z.output<typeof readingIntervals>;

const HOUR_MS = 3_600_000;
/** Daily readings begin at night in the US. */
const NIGHT_HOUR = 2;

/** When the next reading begins after one that began at `startedAt`; null where it is off. */
export function planReading(hours: number | null, startedAt: Date): Date | null {
  if (hours === null) return null;
  const earliest = startedAt.getTime() + hours * HOUR_MS;
  if (hours % 24 !== 0) return new Date(earliest);
  // The night of the day on which it falls due, whichever hour of the day this one began at.
  const day = addDays(dayIn(startedAt, DEFAULT_TIME_ZONE), hours / 24);
  return new Date(startOfDay(day, DEFAULT_TIME_ZONE).getTime() + NIGHT_HOUR * HOUR_MS);
}

/** `waiting`: under way, and held up. `off`: no interval. */
export const CYCLE_STATES = ["running", "waiting", "planned", "paused", "off"] as const;
export type CycleState = (typeof CYCLE_STATES)[number];

/** Counts of one reading, from its beginning. Instants are ISO 8601. */
export type CycleRun = {
  startedAt: string;
  endedAt: string | null;
  total: number;
  read: number;
  /** Numbers, however many of their values changed. */
  changed: number;
  failed: number;
  calls: number;
  /** The carrier's list could not be read as a whole: what it does not mention proves nothing. */
  isPartial: boolean;
};

/** One group at one account as the job center shows it. */
export type CycleView = {
  accountId: string;
  carrierId: string;
  carrierLabel: string;
  accountLabel: string;
  group: ReadingGroup;
  hours: number | null;
  state: CycleState;
  /** Why it does not go on now. */
  fault: string | null;
  nextAt: string | null;
  /** The one under way, and the last one that ended. */
  run: CycleRun | null;
  last: CycleRun | null;
};

export const cycleKey = z.object({ accountId: z.uuid(), group: readingGroup });
export type CycleKey = z.output<typeof cycleKey>;
