import { foldName, readValue } from "./fold-name";
import { guessHeading } from "./heading-roles";

const FOOTER =
  /^(?:(?:grand |sub)?totals?(?: (?:numbers?|tns?|dids?|rows?|records?|count|lines?|qty|quantity))?(?: \d+)?|sum(?: \d+)?|count(?: \d+)?|(?:number of )?(?:rows|records|numbers|tns|dids) \d+|\d+ (?:rows?|records?|numbers?|tns?|dids?)(?: (?:total|in total|selected|affected))?|end(?: of (?:the )?(?:report|file|list|data|export|document))|page \d+(?: of \d+)?)$/;
/** Only where it is the row's single cell: a customer's name may begin so. */
const LONE_FOOTER =
  /^(?:generated|created|exported|printed|prepared|downloaded|report|confidential|copyright|source|as of)\b/;
const HEADINGS: ReadonlySet<string> = new Set([
  "number",
  "anyNumber",
  "billingNumber",
  "otherNumber",
  "npa",
  "firstNumber",
]);
const TOTAL = /^\P{L}*(?:(?:grand|sub)[ -]?)?(?:total|sum)/iu;
const SUM = /^(?:\p{L}[\p{L} ]*[:=]?\s*)?(?:1\d{10}|1\d(?:,\d{3}){3})(?:\.0+)?$/u;
const MAX_FILLED = 3;
/** A cell with as many is a number, not a heading. */
const MIN_DIGITS = 5;

/**
 * Why a row without a valid number is none of the table's rows: a total, a footer, or the headings again; null where it is one. Only known
 * words count, so that a row whose number is missing stays one.
 */
export function findRemark(cells: readonly string[], numberColumn: number | null): "footer" | "headings" | null {
  const filled = cells.filter((text) => readValue(text) !== "");
  const [first] = filled;
  if (first === undefined) return null;
  const text = numberColumn === null ? "" : (cells[numberColumn] ?? "");
  const guess = text.replace(/\D/g, "").length < MIN_DIGITS ? guessHeading(text) : null;
  const known = filled.filter((text) => guessHeading(text) !== null).length;
  if (guess !== null && HEADINGS.has(guess) && known * 2 > filled.length) return "headings";
  if (filled.length > MAX_FILLED || first.length > 200) return null;
  const folded = foldName(first);
  return FOOTER.test(folded) || (cells.length > 1 && filled.length === 1 && LONE_FOOTER.test(folded)) ? "footer" : null;
}

/** A row that begins or ends as a total does, with more digits than numbers are mostly written with: some sums look like a number of ours. */
export function isTotal(cells: readonly string[], number: string): boolean {
  if (!SUM.test(number.trim())) return false;
  const first = cells.find((text) => text.trim() !== "") ?? "";
  const last = cells.findLast((text) => text.trim() !== "") ?? "";
  return [first, last].some((text) => TOTAL.test(text) && FOOTER.test(foldName(text)));
}
