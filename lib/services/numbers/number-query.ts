import { z } from "zod";
import { one, oneOf, text, threeDigits } from "@/lib/domain/address-field";
import { INBOUND_FILTERS } from "@/lib/domain/message-state";
import { NUMBER_VIEWS } from "@/lib/domain/number-list-view";
import { US_STATE_CODES } from "@/lib/domain/phone-number-plan";
import { IMPORT_STATES, OWNERSHIPS, REGISTRATION_STATES, SMS_STATES, STANDINGS } from "@/lib/domain/service-state";

/** Columns that an index orders; numbers without a value come last in both directions. */
export const SORT_COLUMNS = ["state", "lata", "inbound"] as const;
export type SortColumn = (typeof SORT_COLUMNS)[number];

const NUMBER_SORTS = [
  "number",
  "-number",
  "added",
  "-added",
  ...SORT_COLUMNS,
  ...SORT_COLUMNS.map((column) => `-${column}` as const),
] as const;

/** The numbers table as its address says it; what cannot be read counts as absent. */
export const numberQuery = z.object({
  /** A number, or three or more of its digits, in any spelling. */
  q: text(60),
  carrier: text(40),
  sms: oneOf([...SMS_STATES, "unknown"]),
  import: oneOf([...IMPORT_STATES, "unknown"]),
  registration: oneOf([...REGISTRATION_STATES, "unknown"]),
  ownership: oneOf(OWNERSHIPS),
  /** A campaign's id as the carrier has it. */
  campaign: text(100),
  state: one(
    z
      .string()
      .toUpperCase()
      .refine((code) => US_STATE_CODES.some((known) => known === code)),
  ),
  npa: threeDigits,
  rateCenter: text(60).transform((name) => name?.toUpperCase()),
  lata: threeDigits,
  tollFree: oneOf(["yes", "no"]),
  /** Of registered numbers: nothing has come in yet; nothing for days; something lately. */
  inbound: oneOf(INBOUND_FILTERS),
  /** Absent: ours and pending ones. */
  known: oneOf([...STANDINGS, "all"]),
  /** A customer's id or name; `none`: numbers without one. */
  customer: text(120),
  /** A tag's id or name. */
  tag: text(60),
  /** Messages of the number go through two carriers at once. */
  doubleClaim: oneOf(["yes"]),
  /** Absent: all of the others. */
  view: oneOf(NUMBER_VIEWS),
  sort: z.enum(NUMBER_SORTS).catch("number"),
  after: text(40),
  before: text(40),
});
export type NumberQuery = z.output<typeof numberQuery>;
export type NumberFilter = Omit<NumberQuery, "sort" | "after" | "before">;

export type NumberSearch =
  | { by: "exact"; digits: string }
  | { by: "digits"; digits: string }
  | { by: "prefix"; digits: string }
  | { by: "nothing" };

/**
 * What a search text asks for. Ten digits (or eleven with the country code) are one number, three to nine are digits anywhere in it, one or
 * two its beginning.
 */
export function readNumberSearch(typed: string): NumberSearch {
  const all = typed.replace(/\D/g, "");
  const withoutCountry = /^\s*\+/.test(typed) || (all.length > 10 && all.startsWith("1")) ? all.replace(/^1/, "") : all;
  if (withoutCountry.length === 0 || withoutCountry.length > 10) return { by: "nothing" };
  if (withoutCountry.length === 10) return { by: "exact", digits: withoutCountry };
  return { by: withoutCountry.length < 3 ? "prefix" : "digits", digits: withoutCountry };
}
