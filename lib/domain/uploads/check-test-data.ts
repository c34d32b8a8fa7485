import type { CheckedRow, RowCell, UploadAccount, UploadChoices } from "./checked-row";
import type { ColumnRole } from "./column-role";
import type { UploadDefaults, UploadMapping } from "./mapping";

/** What the tests of uploads choose from: two Bandwidth accounts with sites, one of each other carrier. */
const ID = (n: number) => `00000000-0000-4000-8000-00000000000${n}`;
const account = (
  n: number,
  own: Omit<UploadAccount, "id" | "mode" | "site" | "sipPeer"> & Partial<UploadAccount>,
): UploadAccount => ({
  mode: "live",
  site: null,
  sipPeer: null,
  ...own,
  id: ID(n),
});
export const ACCOUNTS = {
  intelepeer: account(1, {
    carrierId: "intelepeer",
    carrierLabel: "IntelePeer",
    label: "Voice",
    kinds: ["sms-enable", "sms-disable", "webhook-set"],
  }),
  inumbering: account(2, {
    carrierId: "inumbering",
    carrierLabel: "iNumbering",
    label: "Wholesale",
    kinds: ["campaign-assign", "purchase"],
  }),
  east: account(3, {
    carrierId: "bandwidth",
    carrierLabel: "Bandwidth",
    label: "East",
    kinds: ["import", "remove", "register"],
    site: "1201",
    sipPeer: "303716",
  }),
  west: account(4, {
    carrierId: "bandwidth",
    carrierLabel: "Bandwidth",
    label: "West",
    kinds: ["import", "remove", "register"],
    site: "1202",
    sipPeer: "303717",
  }),
};
export const CHOICES: UploadChoices = {
  accounts: Object.values(ACCOUNTS),
  campaigns: [
    { accountId: ID(2), campaignId: "CABC123", isReady: true, standing: "ready" },
    { accountId: ID(2), campaignId: "CWAIT01", isReady: false, standing: "waiting" },
    { accountId: ID(2), campaignId: "CENDED1", isReady: false, standing: "ended" },
  ],
  applications: [
    { accountId: ID(3), id: "a-1111", name: "Support inbox" },
    { accountId: ID(3), id: "a-2222", name: "Sales" },
    { accountId: ID(3), id: "a-3333", name: "Sales" },
  ],
  labels: {
    customers: [
      { name: "Acme Inc.", isArchived: false },
      { name: "Northwind Traders", isArchived: false },
      { name: "Northwind Toys", isArchived: false },
      { name: "Old Corp", isArchived: true },
    ],
    tags: ["main line", "vip", "trial"],
  },
};

export const SMS_ON: UploadDefaults = { kind: "sms-enable", accountId: ID(1), params: {} };

export const toMapping = (
  columns: readonly ColumnRole[],
  own: Partial<Omit<UploadMapping, "columns">> = {},
): UploadMapping => ({
  sheet: null,
  headerLine: 1,
  columns: [...columns],
  hiddenRows: "leave-out",
  ranges: "ask",
  defaults: SMS_ON,
  ...own,
});

export const toRowCells = (texts: readonly (string | RowCell)[]): RowCell[] =>
  texts.map((text) => (typeof text === "string" ? { text } : text));

/** `ready +19199991200`, or the codes of its problems: `problem range, account-missing`. */
export const summarizeRow = ({ state, number, problems }: CheckedRow) =>
  [state, number, problems.map(({ code }) => code).join(", ")].filter((part) => part !== null && part !== "").join(" ");
