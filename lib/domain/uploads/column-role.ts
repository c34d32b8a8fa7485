import { z } from "zod";

/** What a column of an upload holds. Labels are those of the select on the map. */
export const COLUMN_ROLES = {
  number: "Number",
  npa: "Area code (NPA)",
  nxx: "Exchange (NXX)",
  line: "Line (last 4 digits)",
  localNumber: "Number without area code",
  firstNumber: "First number of a range",
  lastNumber: "Last number of a range",
  rangeSize: "Quantity of a range",
  countryCode: "Country code",
  account: "Carrier account",
  action: "Action",
  campaign: "Campaign",
  webhook: "Webhook URL",
  application: "Application",
  site: "Site",
  sipPeer: "SIP peer",
  reference: "Our reference",
  customer: "Customer",
  tags: "Tags",
  untag: "Tags to take off",
  note: "Note",
  rowKey: "Row key of a results file",
  ignore: "Ignore",
} as const;
export type ColumnRole = keyof typeof COLUMN_ROLES;
export const columnRole = z.enum(Object.keys(COLUMN_ROLES) as ColumnRole[]);

/** Roles that at most one column has. */
export const isSingleRole = (role: ColumnRole) => role !== "ignore" && role !== "note";
