import { z } from "zod";
import { findState } from "./geography";
import { mask } from "./mask";
import { phoneNumber, type PhoneNumber } from "./phone-number";

export const MOST_FOUND = 1_000;

const blankAsAbsent = (value: unknown) => (typeof value === "string" && value.trim() === "" ? undefined : value);

/** What a search asks for; the carrier needs a mask and takes at most one of each of the rest. */
export const inventorySearch = z.object({
  accountId: z.uuid(),
  mask,
  quantity: z.coerce
    .number()
    .int()
    .min(1, "Ask for at least one number.")
    .max(MOST_FOUND, `At most ${MOST_FOUND.toLocaleString("en-US")} numbers in one search.`),
  state: z.preprocess(
    blankAsAbsent,
    z
      .string()
      .transform((text) => findState(text)?.code ?? "")
      .refine((code) => code !== "", "Not a US state.")
      .optional(),
  ),
  rateCenter: z.preprocess(blankAsAbsent, z.string().trim().max(60).toUpperCase().optional()),
  lata: z.preprocess(
    blankAsAbsent,
    z
      .string()
      .regex(/^\d{3}$/, "A LATA has three digits.")
      .optional(),
  ),
});
export type InventorySearch = z.output<typeof inventorySearch>;

/** One number on offer. `held`: it is ours already, or an open order asks for it. */
export type FoundNumber = {
  number: PhoneNumber;
  rateCenter: string | null;
  city: string | null;
  lata: string | null;
  lataName: string | null;
  state: string | null;
  held: "owned" | "ordered" | null;
};

/** A search that would find something, near to one that did not. `changes` are parameters of the address; null takes one out. */
export type SearchAlternative = { label: string; count: number; changes: Record<string, string | null> };

export const orderNumbersInput = z.object({
  accountId: z.uuid(),
  numbers: z.array(phoneNumber).min(1, "Choose at least one number.").max(10_000),
  /** A gateway's route; absent or blank leaves it to the carrier. */
  route: z.string().trim().max(40).optional(),
  reason: z.string().trim().max(500).optional(),
  idempotencyKey: z.string().min(8).max(100),
});
export type OrderNumbersInput = z.output<typeof orderNumbersInput>;

/** What came of ordering: placed, or some numbers were gone a moment before and nothing was ordered. */
export type OrderedNumbers =
  | { is: "placed"; orderId: string; ref: string }
  | {
      is: "taken";
      taken: PhoneNumber[];
      /** Free numbers of the same exchanges, as many as were taken where there are that many. */
      substitutes: PhoneNumber[];
      /** Numbers not looked up again, because they lie in too many blocks. */
      unchecked: number;
    };

/** Numbers that follow one another without a gap, longest runs first; a number alone is a run of one. */
export function findRuns(numbers: readonly PhoneNumber[]): PhoneNumber[][] {
  const sorted = [...new Set(numbers)].sort();
  const runs: PhoneNumber[][] = [];
  let previous = Number.NaN;
  for (const number of sorted) {
    const value = Number(number);
    const current = runs.at(-1);
    if (current && value === previous + 1) current.push(number);
    else runs.push([number]);
    previous = value;
  }
  return runs.sort((a, b) => b.length - a.length);
}
