import { z } from "zod";
import { one, rowPlace } from "./address-field";
import { MAX_NUMBERS_PER_ORDER } from "./order-input";
import { phoneNumber, type PhoneNumber } from "./phone-number";

/** How many numbers a campaign can hold without a number pool. */
export const FREE_CAPACITY = 49;
const MAX_CAPACITY = 100_000;

/**
 * How far the registration of a brand or campaign with the carrier is. `waiting`: rejected for now, surely without effect;
 * `unknown`: the response was lost and no read has settled it.
 */
export const ENTRY_STATES = ["submitted", "sending", "registered", "waiting", "refused", "unknown"] as const;
export type EntryState = (typeof ENTRY_STATES)[number];
export const entryState = z.enum(ENTRY_STATES);

export const isEntryMoving = (state: EntryState) => state === "submitted" || state === "sending";
/** Whether a person can have it sent again. */
export const canSendAgain = (state: EntryState) => state === "waiting" || state === "refused" || state === "unknown";

/** What a campaign's status at the carrier means. `absent`: the carrier does not know the ID. */
export const CAMPAIGN_STANDINGS = ["ready", "waiting", "ended", "absent"] as const;
export type CampaignStanding = (typeof CAMPAIGN_STANDINGS)[number];
export const campaignStanding = z.enum(CAMPAIGN_STANDINGS);

/** What happened to a campaign, as a verb: `expired`. The keys are event names of the campaign registry. */
export function describeCampaignEnd(event: string | null): string {
  const ends = { EXPIRED: "expired", SUSPENDED: "was suspended", REJECTED: "was rejected", DELETE: "was deleted" };
  return Object.entries(ends).find(([part]) => event?.includes(part))?.[1] ?? "has ended";
}

/** `set-aside`: it was not sent, because what is stored of it does not fit this release. */
export const ENTRY_ANSWERS = ["registered", "existing", "found", "waiting", "refused", "lost", "set-aside"] as const;

/** The last response about a brand or campaign: the carrier's code and text, and what they mean where that is known. */
export type EntryAnswer = {
  type: (typeof ENTRY_ANSWERS)[number];
  code: string | null;
  message: string;
  meaning: string | null;
  action: string | null;
  at: string;
  /** How many times in a row it was rejected for now. */
  tries?: number;
  /** When it is sent again automatically; absent if only a person can resend it. */
  againAt?: string;
};

/** What readings showed of a campaign over time. Instants are ISO 8601. */
export type CampaignWatch = {
  /** Since when the carrier has listed none of its numbers. */
  emptySince: string | null;
  /** Numbers that stopped with it and have not been settled. */
  stopped: number;
  /** Newest first. */
  history: {
    id: string;
    at: string;
    fromEvent: string | null;
    event: string | null;
    standing: CampaignStanding | null;
    bound: number | null;
    callId: string | null;
  }[];
};

const MINUTE = 60_000;
/** Rejected for now means surely without effect, so a retry is safe: soon at first, then over two days. */
const PAUSES_MS = [0.25, 1, 5, 15, 60, 240, 720, 1440].map((minutes) => minutes * MINUTE);

/** When a registration that was rejected for now is sent again; null after the last try. */
export function planNextTry(tries: number, now: Date): Date | null {
  const pause = PAUSES_MS[tries - 1];
  return pause === undefined ? null : new Date(now.getTime() + pause);
}

const shortText = (what: string) => z.string().trim().min(1, `Enter ${what}.`).max(255, "At most 255 characters.");

const brandId = z
  .string()
  .trim()
  .toUpperCase()
  .max(20, "At most 20 characters.")
  .regex(/^B[A-Z0-9]+$/, "A brand ID starts with B, followed by letters and digits, such as B123456.");
const campaignId = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^C[A-Z0-9]{6}$/, "A campaign ID has 7 characters and starts with C, such as C123456.");

export const brandForm = z.object({
  accountId: z.uuid(),
  brandId,
  name: shortText("the brand's name"),
  description: shortText("a description"),
});
export type BrandForm = z.output<typeof brandForm>;

export const campaignForm = z.object({
  brandRowId: z.uuid("Choose a brand."),
  campaignId,
  description: shortText("a description"),
});
export type CampaignForm = z.output<typeof campaignForm>;

export const capacityForm = z
  .object({
    id: z.uuid(),
    capacity: z
      .int("Enter a whole number.")
      .min(1, "At least 1.")
      .max(MAX_CAPACITY, `At most ${MAX_CAPACITY.toLocaleString("en-US")}.`),
    hasPool: z.boolean(),
    reason: z.string().trim().min(1, "Enter a reason for the audit log.").max(500),
  })
  .refine(({ capacity, hasPool }) => capacity <= FREE_CAPACITY || hasPool, {
    path: ["hasPool"],
    message: `More than ${FREE_CAPACITY} numbers need a number pool. Confirm that the campaign has one.`,
  });
export type CapacityForm = z.output<typeof capacityForm>;

/** `used`: reported by the carrier; `pending`: in open orders. Both count. */
export type CampaignRoom = { capacity: number; used: number; pending: number };

export const countFree = ({ capacity, used, pending }: CampaignRoom) => Math.max(capacity - used - pending, 0);

/** A campaign that can take numbers, and how many more. */
export type CampaignTarget = { campaignId: string; free: number };
export type CampaignShare = { campaignId: string; numbers: PhoneNumber[] };

/** Fills the campaigns one after another, in the given order; `left` are the numbers without room. */
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
    .array(z.object({ campaignId, numbers: z.array(phoneNumber).min(1).max(MAX_NUMBERS_PER_ORDER) }))
    .min(1, "Choose at least one campaign.")
    .max(50),
  /** The person confirmed that numbers leave another campaign, knowing what that costs. */
  isMoveConfirmed: z.boolean(),
  reason: z.string().trim().max(500).optional(),
  idempotencyKey: z.string().min(8).max(80),
});
export type AssignInput = z.output<typeof assignInput>;

/** Query parameters of the brand list. `q`: the start of an ID, or part of the name. */
export const brandQuery = z.object({
  q: one(z.string().max(120)),
  state: one(entryState),
  after: one(rowPlace),
  before: one(rowPlace),
});
export type BrandQuery = z.output<typeof brandQuery>;

/** `q`: the start of the campaign's or brand's ID, or part of the description. */
export const campaignQuery = z.object({
  q: one(z.string().max(120)),
  state: one(entryState),
  standing: one(campaignStanding),
  /** `full`: no room for another number. */
  room: one(z.enum(["full", "free"])),
  after: one(rowPlace),
  before: one(rowPlace),
});
export type CampaignQuery = z.output<typeof campaignQuery>;
