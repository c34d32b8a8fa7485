import { z } from "zod";
import type { CustomerSummary } from "./customer-counts";
import type { OrderKind } from "./order";
import type { PhoneNumber } from "./phone-number";

/** What waits at a carrier for longer than expected. Instants are ISO 8601 texts. */
export type StuckAccount = { accountId: string; accountName: string; carrierId: string; isSandbox: boolean };
export type StuckOrder = StuckAccount & {
  id: string;
  ref: string;
  kind: OrderKind;
  /** Numbers accepted and not confirmed, and such whose outcome is unknown, each past its time. */
  accepted: number;
  unknown: number;
  oldest: string;
  first: readonly PhoneNumber[];
  /** Whose numbers wait; empty where none has a customer. */
  owners: CustomerSummary;
  usualSeconds: number;
  /** The carrier's response behind the number that waits longest; `body` is cut. */
  lastAnswer: { at: string; status: number | null; fault: string | null; body: string | null } | null;
};
export type StuckCampaign = StuckAccount & {
  id: string;
  campaignId: string;
  brand: string;
  since: string;
  /** The carrier's raw status at the last reading. */
  event: string | null;
  checkedAt: string | null;
};
/** Messages of one account whose receipt has not come. */
export type StuckMessages = StuckAccount & { count: number; oldest: string };
export type Stuck = {
  at: string;
  orders: readonly StuckOrder[];
  campaigns: readonly StuckCampaign[];
  messages: readonly StuckMessages[];
  /** Orders that are not listed. */
  moreOrders: number;
};

/** Things that one letter can be asked about one by one. */
export const MAX_ESCALATED = 50;
const ids = (text: z.ZodType<string, string>) =>
  z
    .string()
    .max(MAX_ESCALATED * 40)
    .transform((list) => list.split(",").filter(Boolean).slice(0, MAX_ESCALATED))
    .pipe(z.array(text));

/** What a letter to a carrier is about: lists with commas between. Nothing chosen: all that is stuck at `account`. */
export const escalationQuery = z.object({
  orders: ids(z.string().regex(/^[A-Za-z0-9-]{6,40}$/)).optional(),
  /** Only these numbers of the orders: places in the one order. */
  seqs: ids(z.string().regex(/^\d{1,7}$/)).optional(),
  campaigns: ids(z.uuid()).optional(),
  /** Accounts whose messages. */
  messages: ids(z.uuid()).optional(),
  account: z.uuid().optional(),
});
export type EscalationQuery = z.output<typeof escalationQuery>;
