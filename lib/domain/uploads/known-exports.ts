import { ITEMS_TABLE } from "@/lib/domain/order-tables";
import { listHeadings } from "@/lib/domain/table";
import { foldName } from "./fold-name";

/** Of the numbers list, whose table is built where its rows are read; a test compares. Files without the customer were exported before. */
const NUMBERS_EXPORTS = [
  ["number", "state", "rate_center", "customer", "tags", "lata"],
  ["number", "state", "rate_center", "lata", "toll_free", "owned_at"],
] as const;

const fold = (headings: readonly string[]) => headings.map(foldName).join("|");
const ITEMS_EXPORT = fold(listHeadings(ITEMS_TABLE).slice(0, 4));
const STARTS = [ITEMS_EXPORT, ...NUMBERS_EXPORTS.map(fold)];

/**
 * Whether these are the headings of a file that Tandem exported. Its other columns report what was, so that nothing but the number is acted
 * on.
 */
export function isKnownExport(headings: readonly string[]): boolean {
  const folded = fold(headings);
  return STARTS.some((start) => folded.startsWith(start));
}
