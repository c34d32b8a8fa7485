import type { RowProblem, RowRepair } from "./checked-row";

type Severity = RowProblem["severity"];
/** `title`: of a group of rows. `repair`: what *fix all* does to each of them; null where no row has a certain repair. */
export type ProblemKind = { title: string; severity: Severity; repair: string | null };

const error = (title: string, repair: string | null = null) => ({ title, severity: "error", repair }) as const;
const warning = (title: string) => ({ title, severity: "warning", repair: null }) as const;
const block = (title: string) => ({ title, severity: "block", repair: null }) as const;

/** Every problem of a row by its code. The codes of numbers are those of pasted lists. */
export const PROBLEMS = {
  empty: error("No number", "Remove the rows without a number"),
  "no-digits": error("Text instead of a number", "Remove the rows without digits"),
  "not-a-row": error("Totals, footers and repeated headings", "Remove these rows"),
  letters: error("Letters in the number", "Use the digits of the keypad"),
  "bad-character": error("A character that no number has"),
  extension: error("Extension", "Remove the extension"),
  "too-short": error("Digits are missing"),
  "too-long": error("Too many digits"),
  "several-numbers": error("Several numbers in one row", "Make a row of each number"),
  "extra-text": error("More than the number in the cell", "Keep the number only"),
  foreign: error("Outside country code 1"),
  "country-code": error("Country code not readable"),
  "bad-area-code": error("Invalid area code"),
  "bad-exchange": error("Invalid exchange"),
  "not-whole": error("Digits after the decimal point"),
  "excel-lost-digits": block("Digits destroyed by a spreadsheet"),
  "leading-zeros": error("Leading zeros are missing", "Add the leading zeros"),
  "missing-part": error("Part of the number is missing"),
  range: error("Range of numbers", "Expand all ranges"),
  "range-start": error("Range without a first number"),
  "range-order": error("Range that ends before it starts", "Swap first and last number"),
  "range-size": error("Range of more than 10,000 numbers"),
  "range-quantity": error("Quantity and range differ", "Use first and last number"),
  "cell-fault": error("Cell without a usable value"),
  "malformed-row": error("Line that is not valid CSV"),

  "action-missing": error("No action"),
  "action-unknown": error("Unknown action"),
  "action-not-offered": error("Action that the account does not offer"),
  "account-missing": error("No carrier account"),
  "account-unknown": error("Unknown carrier account"),
  "account-ambiguous": error("Several carrier accounts have this name"),
  "site-mismatch": error("Site of another account", "Use the account's site"),
  "sip-peer-mismatch": error("SIP peer of another account", "Use the account's SIP peer"),
  "campaign-missing": error("No campaign"),
  "campaign-malformed": error("Not a campaign ID"),
  "campaign-unknown": error("Campaign that the account does not have"),
  "campaign-ended": error("Campaign that has ended"),
  "webhook-missing": error("No webhook URL"),
  "webhook-invalid": error("Webhook URL that cannot be used"),
  "application-missing": error("No application"),
  "application-unknown": error("Unknown application"),
  "application-ambiguous": error("Several applications have this name"),
  "reference-too-long": error("Reference of more than 60 characters"),
  "row-key": error("Row key that was changed", "Send as new rows"),

  "customer-unknown": error("Unknown customer", "Use the nearest name"),
  "customer-archived": error("Archived customer"),
  "customer-invalid": error("Not a name of a customer"),
  "customer-unclear": error("“None” as a customer", "Take the customer away"),
  "tag-invalid": error("Not a name of a tag"),
  "tag-both": error("Tag to be added and taken off"),
  "tags-too-many": error("More than 20 tags"),
  "note-too-long": error("Note of more than 2,000 characters"),
  "note-clear": error("Notes cannot be cleared by a file", "Leave the notes as they are"),
  /** Found where all rows are seen. */
  "too-many-targets": block("Too many different combinations of action, account and values"),

  "not-us": warning("Not in the US"),
  "toll-free": warning("Toll-free"),
  premium: warning("Premium area code"),
  "special-area-code": warning("Special area code"),
  "unknown-area-code": warning("Unknown area code"),
  fictional: warning("Reserved for fiction"),
  "restored-scientific": warning("Restored from scientific notation"),
  "campaign-not-ready": warning("Campaign that is not ready yet"),
  "application-unchecked": warning("Application that could not be checked"),
  "tag-new": { title: "New tag", severity: "warning", repair: "Use the similar tag" },
  "tag-absent": warning("Tag to take off that does not exist"),
  "unused-value": warning("Value that the action does not use"),
} as const satisfies Record<string, ProblemKind>;

export type ProblemCode = keyof typeof PROBLEMS;
export const isProblemCode = (code: string): code is ProblemCode => Object.hasOwn(PROBLEMS, code);

/** A code of an older release is shown as it is. */
export const findProblem = (code: string): ProblemKind =>
  isProblemCode(code) ? PROBLEMS[code] : { title: code.replaceAll("-", " "), severity: "error", repair: null };

export function makeProblem(
  code: ProblemCode,
  column: number | null,
  message: string,
  repair: RowRepair | null = null,
): RowProblem {
  return { code, severity: PROBLEMS[code].severity, column, message, repair };
}

/** A cell's text in a message, cut where it is long. */
export const quoteCell = (text: string) => `“${text.length > 40 ? `${text.slice(0, 40)}…` : text}”`;
