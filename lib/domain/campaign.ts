import { z } from "zod";
import { one, rowPlace } from "./address-field";
import { MOST_NUMBERS_PER_ORDER } from "./order-input";
import { phoneNumber, type PhoneNumber } from "./phone-number";

/** How many numbers a campaign holds without a number pool. */
export const FREE_CAPACITY = 49;
const MOST_CAPACITY = 100_000;

/**
 * How far the registration of a brand or campaign with the carrier is. `waiting`: refused for now, and sure not to have happened;
 * `unknown`: the answer was lost and no reading settled it.
 */
export const ENTRY_STATES = ["submitted", "sending", "registered", "waiting", "refused", "unknown"] as const;
export type EntryState = (typeof ENTRY_STATES)[number];
export const entryState = z.enum(ENTRY_STATES);

export const isEntryMoving = (state: EntryState) => state === "submitted" || state === "sending";
/** Whether a person may have it sent again. */
export const canSendAgain = (state: EntryState) => state === "waiting" || state === "refused" || state === "unknown";

/** What a campaign's status at the carrier stands for. `absent`: the carrier does not know the id. */
export const CAMPAIGN_STANDINGS = ["ready", "waiting", "ended", "absent"] as const;
export type CampaignStanding = (typeof CAMPAIGN_STANDINGS)[number];
export const campaignStanding = z.enum(CAMPAIGN_STANDINGS);

/** What happened to a campaign, as a verb: `expired`. The names are the campaign registry's events. */
export function describeCampaignEnd(event: string | null): string {
  const ends = { EXPIRED: "expired", SUSPENDED: "was suspended", REJECTED: "was rejected", DELETE: "was deleted" };
  return Object.entries(ends).find(([part]) => event?.includes(part))?.[1] ?? "has ended";
}

/** The last answer about a brand or campaign: the carrier's own code and words, and what they mean where that is known. */
export type EntryAnswer = {
  is: "registered" | "existing" | "found" | "waiting" | "refused" | "lost";
  code: string | null;
  words: string;
  meaning: string | null;
  action: string | null;
  at: string;
  /** Refused for now, so often in a row. */
  tries?: number;
  /** When it is sent again by itself; absent where only a person may send it again. */
  againAt?: string;
};

const MINUTE = 60_000;
/** A refusal for now is surely without effect, so asking again is safe: soon at first, then for two days. */
const PAUSES_MS = [0.25, 1, 5, 15, 60, 240, 720, 1440].map((minutes) => minutes * MINUTE);

/** When a registration that was refused for now is sent again by itself; null after the last try. */
export function planNextTry(tries: number, now: Date): Date | null {
  const pause = PAUSES_MS[tries - 1];
  return pause === undefined ? null : new Date(now.getTime() + pause);
}

const words = (what: string) => z.string().trim().min(1, `Give ${what}.`).max(255, "At most 255 characters.");

const brandId = z
  .string()
  .trim()
  .toUpperCase()
  .max(20, "At most 20 characters.")
  .regex(/^B[A-Z0-9]+$/, "A brand id begins with B; letters and digits follow, as in B123456.");
const campaignId = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^C[A-Z0-9]{6}$/, "A campaign id has 7 characters and begins with C, as in C123456.");

export const brandForm = z.object({
  accountId: z.uuid(),
  brandId,
  name: words("the brand's name"),
  description: words("a description"),
});
export type BrandForm = z.output<typeof brandForm>;

export const campaignForm = z.object({
  brandRowId: z.uuid("Choose the brand."),
  campaignId,
  description: words("a description"),
});
export type CampaignForm = z.output<typeof campaignForm>;

export const capacityForm = z
  .object({
    id: z.uuid(),
    capacity: z
      .int("Give a whole number.")
      .min(1, "At least 1.")
      .max(MOST_CAPACITY, `At most ${MOST_CAPACITY.toLocaleString("en-US")}.`),
    hasPool: z.boolean(),
    reason: z.string().trim().min(1, "Give a reason for the audit.").max(500),
  })
  .refine(({ capacity, hasPool }) => capacity <= FREE_CAPACITY || hasPool, {
    path: ["hasPool"],
    message: `More than ${FREE_CAPACITY} numbers need a number pool. Confirm that the campaign has one.`,
  });
export type CapacityForm = z.output<typeof capacityForm>;

/** `used`: the carrier named them; `pending`: open orders would bring them. Both count. */
export type CampaignRoom = { capacity: number; used: number; pending: number };

export const countFree = ({ capacity, used, pending }: CampaignRoom) => Math.max(capacity - used - pending, 0);

/** One campaign to which numbers can go, and how many more it takes. */
export type CampaignTarget = { campaignId: string; free: number };
export type CampaignShare = { campaignId: string; numbers: PhoneNumber[] };

/** Fills one campaign after another, in the given order; `left` found no room. */
export function splitNumbers(
  numbers: readonly PhoneNumber[],
  targets: readonly CampaignTarget[],
): { shares: CampaignShare[]; left: PhoneNumber[] } {
  const shares: CampaignShare[] = [];
  let at = 0;
  for (const { campaignId: id, free } of targets) {
    const part = numbers.slice(at, at + Math.max(free, 0));
    if (part.length > 0) shares.push({ campaignId: id, numbers: part });
    at += part.length;
  }
  return { shares, left: numbers.slice(at) };
}

export const assignInput = z.object({
  accountId: z.uuid(),
  /** One order each. */
  shares: z
    .array(z.object({ campaignId, numbers: z.array(phoneNumber).min(1).max(MOST_NUMBERS_PER_ORDER) }))
    .min(1, "Give at least one campaign.")
    .max(50),
  /** The person was told that numbers leave another campaign, and what that costs. */
  isMoveConfirmed: z.boolean(),
  reason: z.string().trim().max(500).optional(),
  idempotencyKey: z.string().min(8).max(80),
});
export type AssignInput = z.output<typeof assignInput>;

/** What the address of the list of brands may say. `q`: the beginning of an id, or a part of the name. */
export const brandQuery = z.object({
  q: one(z.string().max(120)),
  state: one(entryState),
  after: one(rowPlace),
  before: one(rowPlace),
});
export type BrandQuery = z.output<typeof brandQuery>;

/** `q`: the beginning of the campaign's or the brand's id, or a part of the description. */
export const campaignQuery = z.object({
  q: one(z.string().max(120)),
  state: one(entryState),
  standing: one(campaignStanding),
  /** `full`: no further number has room. */
  room: one(z.enum(["full", "free"])),
  after: one(rowPlace),
  before: one(rowPlace),
});
export type CampaignQuery = z.output<typeof campaignQuery>;
