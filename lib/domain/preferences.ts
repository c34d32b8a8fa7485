import { z } from "zod";
import type { AccountUse } from "./account-choice";
import { ALL_ORDER_KINDS, orderKind } from "./order";

/** Rows of 36 or 28 pixels. */
export const DENSITIES = ["comfortable", "compact"] as const;
export type Density = (typeof DENSITIES)[number];
const density = z.enum(DENSITIES);

/** Lists whose columns a person chooses. */
export const COLUMN_LISTS = ["numbers"] as const;
export type ColumnList = (typeof COLUMN_LISTS)[number];
const columnList = z.enum(COLUMN_LISTS);
const columnNames = z.array(z.string().max(40)).max(40);

/** What a person has set for all of their browsers. Absent: nothing was chosen. */
export type Preferences = {
  density: Density;
  columns: Partial<Record<ColumnList, readonly string[]>>;
  /** The account that a form offers first for a kind of order, whatever was chosen last. */
  defaultAccounts: Partial<Record<AccountUse, string>>;
};

/** As it is stored; what an older or newer release wrote otherwise counts as not chosen. */
export const storedPreferences = z.object({
  density: density.catch("comfortable"),
  columns: z.partialRecord(columnList, columnNames).catch({}),
  defaultAccounts: z.partialRecord(orderKind, z.uuid()).catch({}),
});

export const setDensityInput = z.object({ density });
/** Null: the columns of the list itself. */
export const setColumnsInput = z.object({ list: columnList, names: columnNames.nullable() });
/** Null: the account that was chosen last. */
export const setDefaultAccountInput = z.object({ kind: orderKind, accountId: z.uuid().nullable() });

export const DEFAULT_ACCOUNT_KINDS = ALL_ORDER_KINDS;
