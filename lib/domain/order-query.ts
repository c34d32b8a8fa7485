import { z } from "zod";
import { one, rowPlace } from "./address-field";
import { matrixCell } from "./import-matrix";
import { orderKind, orderStatus } from "./order";
import { calendarDay } from "./time-zone";

/** Why an order wants a person's eye. `overdue`: accepted by the carrier, and not confirmed in the time that it usually takes. */
export const ATTENTIONS = ["any", "failed", "unknown", "overdue"] as const;
export type Attention = (typeof ATTENTIONS)[number];

const text = z.string().max(120);
const itemCursor = z.string().regex(/^[0-2]\.\d{1,9}$/);

/** A place in the list of an order's numbers: the part (0 failed, 1 unknown, 2 the rest) and the number's place in the order. */
export function readItemCursor(text: string): { part: number; seq: number } {
  const [part, seq] = text.split(".");
  return { part: Number(part), seq: Number(seq) };
}

/** What the address of the ledger may say; every field falls back to "any". */
export const orderQuery = z.object({
  carrier: one(z.string().regex(/^[a-z][a-z0-9-]{0,39}$/)),
  account: one(z.uuid()),
  kind: one(orderKind),
  status: one(orderStatus),
  person: one(z.uuid()),
  /** Days in the person's time zone, both included. */
  from: one(calendarDay),
  to: one(calendarDay),
  /** The beginning of our reference; or the reference of one write, or the carrier's own id, as a whole. */
  reference: one(text),
  /** One telephone number in any spelling: orders that hold it. */
  number: one(text),
  attention: one(z.enum(ATTENTIONS)),
  after: one(rowPlace),
  before: one(rowPlace),
});
export type OrderQuery = z.output<typeof orderQuery>;

/** A group of outcomes; see `OutcomeGroup`. */
const causeKey = z.string().regex(/^[0-9a-f]{32}$/);

const ITEM_FILTERS = ["queued", "sending", "accepted", "confirmed", "failed", "skipped", "unknown", "pending"] as const;
export type ItemFilter = (typeof ITEM_FILTERS)[number];

/** What the address of one order may say about its table of numbers. */
export const orderItemQuery = z.object({
  state: one(z.enum(ITEM_FILTERS)),
  cause: one(causeKey),
  /** Of an import: numbers that are at this state of this step. */
  cell: one(matrixCell),
  number: one(text),
  after: one(itemCursor),
  before: one(itemCursor),
});
export type OrderItemQuery = z.output<typeof orderItemQuery>;

/** Most items that can be chosen one by one. */
export const MAX_CHOSEN = 1_000;

/** Which items of an order are meant. */
export const itemChoice = z.discriminatedUnion("by", [
  z.object({ by: z.literal("failed") }),
  z.object({ by: z.literal("retryable") }),
  z.object({ by: z.literal("unknown") }),
  z.object({ by: z.literal("cause"), cause: causeKey }),
  z.object({ by: z.literal("seqs"), seqs: z.array(z.int().positive()).min(1).max(MAX_CHOSEN) }),
]);
export type ItemChoice = z.output<typeof itemChoice>;
