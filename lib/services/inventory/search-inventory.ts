import "server-only";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/domain/errors";
import { lataName } from "@/lib/domain/geography";
import { checkSearchCombination } from "@/lib/domain/geography-search";
import type { FoundNumber, InventorySearch } from "@/lib/domain/inventory-search";
import { findNpaOfMask } from "@/lib/domain/mask";
import { readKnownNumbers } from "@/lib/services/orders/preview-known-numbers";
import { explainUnknownRateCenter } from "./list-rate-centers";
import { openInventory, readForPerson } from "./open-inventory";

export type SearchResult = {
  numbers: FoundNumber[];
  /** Entries of the answer that could not be read, and are not among `numbers`. */
  oddCount: number;
  /** As many as were asked for: there may be more. */
  isFull: boolean;
  /** ISO 8601. */
  searchedAt: string;
};

/**
 * Numbers on offer at the carrier now, ascending. None is an empty list. Errors: INVALID_INPUT for a combination that no number can
 * fit, and for a rate center that is none; NOT_FOUND (account), CarrierError.
 */
export async function searchInventory(ctx: Context, search: InventorySearch): Promise<SearchResult> {
  const { accountId, mask, quantity, state, rateCenter, lata } = search;
  const npa = findNpaOfMask(mask);
  const impossible = checkSearchCombination({ npa, state, lata, rateCenter }).find(
    ({ severity }) => severity === "impossible",
  );
  if (impossible) throw new AppError("INVALID_INPUT", impossible.message);
  const { inventory } = await openInventory(ctx, accountId);
  const { items: found, oddCount } = await readForPerson(ctx, () =>
    inventory.search({ mask, quantity, state, rateCenter, lata }),
  );
  if (found.length === 0 && rateCenter !== undefined) {
    // What finds nothing because of a misspelled name has to say so. Where coverage cannot be read, nothing is all that is known.
    const unknown = await explainUnknownRateCenter(ctx, { accountId, rateCenter, state, npa: npa ?? undefined }).catch(
      () => null,
    );
    if (unknown !== null) throw new AppError("INVALID_INPUT", unknown);
  }
  const find = await readKnownNumbers(
    ctx.sql,
    accountId,
    found.map(({ number }) => number),
  );
  const numbers = found.map((one): FoundNumber => {
    const known = find(one.number);
    const isOrdered = known.openOrders.some((order) => order.kind === "purchase");
    const held = known.ownership === "owned" ? "owned" : isOrdered ? "ordered" : null;
    return { ...one, lataName: one.lata === null ? null : lataName(one.lata), held };
  });
  numbers.sort((a, b) => (a.number < b.number ? -1 : 1));
  return { numbers, oddCount, isFull: found.length + oddCount >= quantity, searchedAt: ctx.now().toISOString() };
}
