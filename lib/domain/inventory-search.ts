import { z } from "zod";
import { findState } from "./geography";
import { mask } from "./mask";
import type { PhoneNumber } from "./phone-number";

export const MAX_SEARCH_RESULTS = 1_000;

const blankToUndefined = (value: unknown) => (typeof value === "string" && value.trim() === "" ? undefined : value);

/** Search filters; the carrier requires a mask and accepts at most one of each of the others. */
export const inventoryConditions = {
  mask,
  state: z.preprocess(
    blankToUndefined,
    z
      .string()
      .transform((text) => findState(text)?.code ?? "")
      .refine((code) => code !== "", "Not a US state.")
      .optional(),
  ),
  rateCenter: z.preprocess(blankToUndefined, z.string().trim().max(60).toUpperCase().optional()),
  lata: z.preprocess(
    blankToUndefined,
    z
      .string()
      .regex(/^\d{3}$/, "A LATA has three digits.")
      .optional(),
  ),
};

export const inventorySearch = z.object({
  accountId: z.uuid(),
  quantity: z.coerce
    .number()
    .int()
    .min(1, "Enter at least 1.")
    .max(MAX_SEARCH_RESULTS, `At most ${MAX_SEARCH_RESULTS.toLocaleString("en-US")} numbers in one search.`),
  ...inventoryConditions,
});
export type InventorySearch = z.output<typeof inventorySearch>;

/** An available number. `held`: it is already ours or in an open order. */
export type FoundNumber = {
  number: PhoneNumber;
  rateCenter: string | null;
  city: string | null;
  lata: string | null;
  lataName: string | null;
  state: string | null;
  held: "owned" | "ordered" | null;
};

/** A similar search with results. `changes` are URL parameters; null removes one. */
export type SearchAlternative = { label: string; count: number; changes: Record<string, string | null> };

/** Consecutive numbers without gaps, longest runs first; a single number is a run of one. */
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
