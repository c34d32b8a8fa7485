import type { ColumnRole } from "./column-role";

/** Columns that say what a row asks for. */
export const TARGET_ROLES = [
  "account",
  "action",
  "campaign",
  "webhook",
  "application",
  "site",
  "sipPeer",
] as const satisfies readonly ColumnRole[];
export type TargetRole = (typeof TARGET_ROLES)[number];
/** The values of a row's cells by role; empty where there is no such column or the cell says nothing. */
export type TargetValues = Readonly<Record<TargetRole, string>>;
