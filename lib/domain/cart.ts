import { z } from "zod";
import { inventoryConditions, MAX_SEARCH_RESULTS } from "./inventory-search";
import { formatMask } from "./mask";
import { phoneNumber, type PhoneNumber } from "./phone-number";
import type { Role } from "./permissions";

/** Most numbers that one cart, and so one order, may hold; null: the role may not order at all. */
export type QuantityLimits = Record<Role, number | null>;

/** What holds until an administrator sets other limits. */
export const DEFAULT_QUANTITY_LIMITS = {
  viewer: null,
  support: null,
  "account-manager": 1_000,
  administrator: 10_000,
} as const satisfies QuantityLimits;

export const MAX_IN_CART = 10_000;

/** A number with its place, as the search gave it. */
export const pickedNumber = z.object({
  number: phoneNumber,
  rateCenter: z.string().max(60).nullable(),
  state: z.string().max(10).nullable(),
});
export type PickedNumber = z.output<typeof pickedNumber>;

const route = z
  .string()
  .regex(/^\d{1,9}$/, "A gateway is chosen by its number.")
  .nullable();

const quantity = z.coerce
  .number()
  .int()
  .min(1, "At least one number.")
  .max(MAX_SEARCH_RESULTS, `At most ${MAX_SEARCH_RESULTS.toLocaleString("en-US")} in one line.`);

export const addToCartInput = z.object({
  accountId: z.uuid(),
  picked: z.array(pickedNumber).max(MAX_IN_CART).default([]),
  /** So many of those that fit; which ones is decided when the order is placed. */
  any: z.object({ quantity, ...inventoryConditions }).optional(),
});
export type AddToCartInput = z.output<typeof addToCartInput>;
/** `leftOut`: not put into the cart, and why. */
export type AddedToCart = { added: number; leftOut: { number: PhoneNumber; why: string }[]; count: number };

const cartChange = z.discriminatedUnion("do", [
  z.object({ do: z.literal("remove-line"), lineId: z.uuid() }),
  z.object({ do: z.literal("set-route"), lineId: z.uuid(), route }),
  z.object({ do: z.literal("set-quantity"), lineId: z.uuid(), quantity }),
  z.object({
    do: z.literal("exchange"),
    lineId: z.uuid(),
    remove: z.array(phoneNumber).max(MAX_IN_CART),
    add: z.array(pickedNumber).max(MAX_IN_CART),
  }),
  z.object({ do: z.literal("empty") }),
]);
export type CartChange = z.output<typeof cartChange>;
export const changeCartInput = z.object({ accountId: z.uuid(), changes: z.array(cartChange).min(1).max(1_000) });
export type ChangeCartInput = z.output<typeof changeCartInput>;

const reference = z
  .string()
  .trim()
  .max(60, "At most 60 characters.")
  .regex(/^[^\p{Cc}]*$/u, "One line of text.");
export const describeCartInput = z.object({
  accountId: z.uuid(),
  reference,
  reason: z.string().trim().max(500, "At most 500 characters."),
});
export type DescribeCartInput = z.output<typeof describeCartInput>;

export const submitCartInput = z.object({
  accountId: z.uuid(),
  /** The cart as the person saw it: another tab's change is not ordered unseen. */
  version: z.int(),
  orderKey: z.uuid(),
  reference,
  reason: z.string().trim().min(1, "Give a reason for the audit.").max(500),
});
export type SubmitCartInput = z.output<typeof submitCartInput>;

export type CartConditions = { mask: string; state: string | null; rateCenter: string | null; lata: string | null };
/** `route`: a gateway's id; null leaves it to the carrier. */
export type CartLine = { id: string; route: string | null } & (
  | { kind: "picked"; numbers: PickedNumber[] }
  | { kind: "any"; quantity: number; conditions: CartConditions }
);
export type Cart = {
  accountId: string;
  version: number;
  orderKey: string;
  reference: string;
  reason: string;
  lines: CartLine[];
  /** Numbers in all, the ones to be chosen included. */
  count: number;
  /** Of the person's role; null where it may not order. */
  limit: number | null;
};

/** What is missing for one line a moment before it would be ordered. */
export type LineShortage = {
  lineId: string;
  wanted: number;
  /** Of those wanted, still on offer now. */
  found: number;
  /** Picked numbers that are gone, and why; empty for a line of any numbers. */
  gone: { number: PhoneNumber; why: string }[];
  /** Free numbers of the same exchanges as the ones that are gone, at most as many. */
  substitutes: PickedNumber[];
};
export type SubmittedCart =
  | {
      type: "placed";
      orderId: string;
      ref: string;
      isExisting: boolean;
      count: number;
      /** Numbers not looked up just before, because they lie in too many exchanges; absent where the order existed already. */
      unchecked?: number;
    }
  | {
      type: "short";
      shortages: LineShortage[];
      wanted: number;
      found: number;
      /** Numbers not looked up again, because they lie in too many exchanges. */
      unchecked: number;
    };

export const countLine = (line: CartLine) => (line.kind === "picked" ? line.numbers.length : line.quantity);

/** `201-555 in HACKENSACK, NJ, LATA 224`: what the numbers of a line of any have in common. */
export function describeConditions({ mask, state, rateCenter, lata }: CartConditions): string {
  const prefix = /\d/.test(mask) ? formatMask(mask) : null;
  const place = [rateCenter, state].filter(Boolean).join(", ");
  const parts = [prefix, place === "" ? null : `in ${place}`, lata === null ? null : `LATA ${lata}`];
  return parts.filter((part) => part !== null).join(" ") || "anywhere";
}

/** What a line is called: the place of picked numbers, or the conditions of those still to be chosen. */
export function describeLine(line: CartLine): string {
  if (line.kind === "any") return `Any ${describeConditions(line.conditions)}`;
  const [first] = line.numbers;
  return [first?.rateCenter, first?.state].filter(Boolean).join(", ") || "Place not reported";
}
