import "server-only";
import type { CoverageBy, CoverageFilter, CoverageRow } from "@/lib/carriers/carrier";
import type { Context } from "@/lib/context";
import { forgetCoverage, keepCoverage } from "./coverage-cache";
import { openInventory, readForPerson } from "./open-inventory";

export type { CoverageBy, CoverageFilter, CoverageRow } from "@/lib/carriers/carrier";

const LIFETIME = 10 * 60_000;

export type CoverageInput = { accountId: string; by: CoverageBy; filter?: CoverageFilter };
export type Coverage = {
  rows: readonly CoverageRow[];
  /** Entries of the answer that could not be read, and are not among `rows`. */
  oddCount: number;
  /** ISO 8601. */
  readAt: string;
};

/**
 * How many numbers the carrier offers where; at most ten minutes old, kept per account, counting and filter in this process.
 * Nothing there is an empty list. Errors: NOT_FOUND (account), CarrierError.
 */
export async function readCoverage(ctx: Context, { accountId, by, filter }: CoverageInput): Promise<Coverage> {
  const { inventory } = await openInventory(ctx, accountId);
  const key = `${accountId} ${by} ${JSON.stringify(filter ?? null)}`;
  const { rows, oddCount, readAt } = await keepCoverage(
    key,
    { lifetime: LIFETIME, isFresh: false, now: () => ctx.now().getTime() },
    () => readForPerson(ctx, () => inventory.coverage(by, filter)),
  );
  return { rows, oddCount, readAt: new Date(readAt).toISOString() };
}

/** Lets the next reading of this account's coverage go to the carrier. */
export async function refreshCoverage(_ctx: Context, { accountId }: { accountId: string }): Promise<void> {
  forgetCoverage(`${accountId} `);
}
