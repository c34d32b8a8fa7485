import { ITEMS_TABLE } from "@/lib/domain/order-tables";
import { listHeadings } from "@/lib/domain/table";
import { foldName } from "./fold-name";

/** Of the numbers list, whose table is built where its rows are read; a test compares. */
const NUMBERS_EXPORT = ["number", "state", "rate_center", "lata", "toll_free", "owned_at"] as const;

const fold = (headings: readonly string[]) => headings.map(foldName).join("|");
const ITEMS_EXPORT = fold(listHeadings(ITEMS_TABLE).slice(0, 4));
const NUMBERS_START = fold(NUMBERS_EXPORT);

/**
 * Whether these are the headings of a file that Tandem exported. Its other columns report what was, so that nothing but the number is acted
 * on.
 */
export function isKnownExport(headings: readonly string[]): boolean {
  const folded = fold(headings);
  return folded.startsWith(ITEMS_EXPORT) || folded.startsWith(NUMBERS_START);
}
