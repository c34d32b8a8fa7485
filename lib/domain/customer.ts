import { z } from "zod";
import { one } from "./address-field";

export const CUSTOMER_LIMITS = { name: 120, reference: 60, note: 2_000 } as const;

/** A name as it is compared: without case, with single spaces. Two customers, and two tags, never have the same. */
export const toNameKey = (name: string): string =>
  name.normalize("NFKC").replace(DIRECTION, "").replace(/\s+/gu, " ").trim().toLowerCase();

/** Marks that set the direction of a text: with them, one name looks like another. */
const DIRECTION = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/g;

/** A name on one line that shows something. */
export const shownName = (most: number) =>
  z
    .string()
    .transform((text) => text.replace(DIRECTION, "").replace(/\s+/gu, " ").trim())
    .pipe(
      z
        .string()
        .min(1, "Enter a name.")
        .max(most, `Use at most ${most} characters.`)
        .regex(/[\p{L}\p{N}]/u, "Use at least one letter or digit."),
    );

/** `none` in an address stands for numbers without a customer. */
export const NO_CUSTOMER = "none";

export const customerName = shownName(CUSTOMER_LIMITS.name).refine(
  (name) => toNameKey(name) !== NO_CUSTOMER,
  "Choose another name: this one stands for numbers without a customer.",
);
export const customerReference = z
  .string()
  .trim()
  .max(CUSTOMER_LIMITS.reference, `Use at most ${CUSTOMER_LIMITS.reference} characters.`)
  .transform((text) => (text === "" ? null : text));
export const customerNote = z
  .string()
  .trim()
  .max(CUSTOMER_LIMITS.note, `Use at most ${CUSTOMER_LIMITS.note} characters.`);

export type CustomerName = { id: string; name: string };

/** Customers for a text that is being typed; `isNear`: none contains it, these differ by a few letters. */
export type CustomerSuggestions = {
  customers: readonly { id: string; name: string; reference: string | null; numbers: number }[];
  isNear: boolean;
};

/** How many of a customer's numbers can text. `can` and `unknown` are null where there are too many to evaluate each. */
export type TextingCounts = { can: number | null; cannot: number; unknown: number | null; drifted: number };

/** A line of the list of customers. Instants are ISO 8601. */
export type CustomerRow = {
  id: string;
  name: string;
  reference: string | null;
  numbers: number;
  texting: TextingCounts;
  /** The most used first. */
  tags: readonly { id: string; name: string; hue: string; numbers: number }[];
  changedAt: string;
  isArchived: boolean;
};

const CUSTOMER_SORTS = ["name", "-name", "numbers", "-numbers", "changed", "-changed"] as const;

/** The list of customers as its address says it. */
export const customerQuery = z.object({
  q: one(z.string().trim().max(CUSTOMER_LIMITS.name)),
  /** Absent: those that are not archived. */
  show: one(z.enum(["archived", "all"])),
  sort: z.enum(CUSTOMER_SORTS).catch("name"),
  /** The id of the row before, or after, the page. */
  after: one(z.uuid()),
  before: one(z.uuid()),
});
export type CustomerQuery = z.output<typeof customerQuery>;
