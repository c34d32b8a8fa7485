import "server-only";
import type { Context } from "@/lib/context";
import type { CampaignQuery, CampaignRoom, CampaignStanding, EntryState } from "@/lib/domain/campaign";
import { ROOM_COLUMNS } from "./campaign-room";
import { bind, type EntryPage, nameAccount, readEntryPage, type SqlValues } from "./entry-page";

export type CampaignRow = CampaignRoom & {
  id: string;
  campaignId: string;
  description: string;
  state: EntryState;
  /** The carrier's raw event at the last reading, and what it stands for. */
  event: string | null;
  standing: CampaignStanding | null;
  hasPool: boolean;
  /** How many numbers the carrier listed then. */
  bound: number | null;
  checkedAt: string | null;
  createdAt: string;
  accountId: string;
  accountName: string;
  brandRowId: string;
  brandId: string;
  brandName: string;
};

export const CAMPAIGN_COLUMNS = `c.id, c.campaign_id AS "campaignId", c.description, c.state, c.event, c.standing, c.capacity,
  c.has_pool AS "hasPool", c.bound, c.checked_at, c.created_at, c.account_id AS "accountId", a.carrier, a.label,
  b.id AS "brandRowId", b.brand_id AS "brandId", b.name AS "brandName", ${ROOM_COLUMNS}`;
export const CAMPAIGN_FROM =
  "campaign c JOIN brand b ON b.id = c.brand_row_id JOIN carrier_account a ON a.id = c.account_id";

export type CampaignSqlRow = Omit<CampaignRow, "checkedAt" | "createdAt" | "accountName"> & {
  carrier: string;
  label: string;
  checked_at: Date | null;
  created_at: Date;
};

export const toCampaignRow = ({ carrier, label, checked_at, created_at, ...row }: CampaignSqlRow): CampaignRow => ({
  ...row,
  accountName: nameAccount(carrier, label),
  checkedAt: checked_at?.toISOString() ?? null,
  createdAt: created_at.toISOString(),
});

const FULL = `(SELECT r.used + r.pending >= c.capacity FROM (SELECT ${ROOM_COLUMNS}) r)`;

/** One page of the campaigns, newest first; with `brandRowId` those of one brand. */
export function listCampaigns(
  ctx: Pick<Context, "sql">,
  query: CampaignQuery & { brandRowId?: string },
): Promise<EntryPage<CampaignRow>> {
  const values: SqlValues = [];
  const conditions: string[] = [];
  if (query.brandRowId) conditions.push(`c.brand_row_id = ${bind(values, query.brandRowId)}::uuid`);
  if (query.state) conditions.push(`c.state = ${bind(values, query.state)}`);
  if (query.standing) conditions.push(`c.standing = ${bind(values, query.standing)}`);
  if (query.room) conditions.push(query.room === "full" ? FULL : `NOT ${FULL}`);
  if (query.q) {
    const text = bind(values, query.q.toLowerCase());
    conditions.push(
      `(starts_with(lower(c.campaign_id), ${text}) OR starts_with(lower(b.brand_id), ${text})
        OR position(${text} IN lower(c.description)) > 0)`,
    );
  }
  return readEntryPage<CampaignSqlRow, CampaignRow>(ctx, query, {
    from: CAMPAIGN_FROM,
    alias: "c",
    columns: CAMPAIGN_COLUMNS,
    conditions,
    values,
    toView: toCampaignRow,
  });
}
