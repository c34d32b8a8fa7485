import { z } from "zod";
import { orderKind } from "./order";
import { phoneNumber } from "./phone-number";

export const MAX_NUMBERS_PER_ORDER = 100_000;

/** Above so many numbers, of any kind, the count is typed and a reason given. */
export const ONE_CLICK_NUMBERS = 25;

/** What a person submits: one schema for form, action, and verb. */
export const placeOrderInput = z.object({
  kind: orderKind,
  accountId: z.uuid(),
  numbers: z
    .array(phoneNumber)
    .min(1, "Give at least one number.")
    .max(MAX_NUMBERS_PER_ORDER, `At most ${MAX_NUMBERS_PER_ORDER.toLocaleString("en-US")} numbers in one order.`),
  params: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).default({}),
  reason: z.string().trim().max(500).optional(),
  /** Made by the form when it opens: a double click, a second tab and a reload lead to the one order. */
  idempotencyKey: z.string().min(8).max(100),
});
export type PlaceOrderInput = z.output<typeof placeOrderInput>;

export type PlacedOrder = { orderId: string; ref: string; isExisting: boolean };
