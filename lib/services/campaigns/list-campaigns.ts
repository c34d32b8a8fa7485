import "server-only";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { sql, type SqlPart } from "@/lib/db/sql";
import { type CampaignQuery, campaignStanding, entryState } from "@/lib/domain/campaign";
import { campaignRoomRow, ROOM_COLUMNS } from "./campaign-room";
import { type EntryPage, nameAccount, readEntryPage } from "./entry-page";

export const CAMPAIGN_COLUMNS = `c.id, c.campaign_id AS "campaignId", c.description, c.state, c.event, c.standing, c.capacity,
  c.has_pool AS "hasPool", c.bound, c.checked_at, c.created_at, c.account_id AS "accountId", a.carrier, a.label,
  b.id AS "brandRowId", b.brand_id AS "brandId", b.name AS "brandName", ${ROOM_COLUMNS.text}`;
export const CAMPAIGN_FROM =
  "campaign c JOIN brand b ON b.id = c.brand_row_id JOIN carrier_account a ON a.id = c.account_id";

export const campaignSqlRow = campaignRoomRow.extend({
  id: z.string(),
  campaignId: z.string(),
  description: z.string(),
  state: entryState,
  event: z.string().nullable(),
  standing: campaignStanding.nullable(),
  hasPool: z.boolean(),
  bound: z.number().nullable(),
  checked_at: z.date().nullable(),
  created_at: z.date(),
  accountId: z.string(),
  carrier: z.string(),
  label: z.string(),
  brandRowId: z.string(),
  brandId: z.string(),
  brandName: z.string(),
});
export type CampaignSqlRow = z.infer<typeof campaignSqlRow>;

/** `event` is the carrier's raw event at the last reading, `standing` what it stands for, `bound` how many numbers were listed then. */
export type CampaignRow = Omit<CampaignSqlRow, "carrier" | "label" | "checked_at" | "created_at"> & {
  accountName: string;
  checkedAt: string | null;
  createdAt: string;
};

export const toCampaignRow = ({ carrier, label, checked_at, created_at, ...row }: CampaignSqlRow): CampaignRow => ({
  ...row,
  accountName: nameAccount(carrier, label),
  checkedAt: checked_at?.toISOString() ?? null,
  createdAt: created_at.toISOString(),
});

const FULL = sql`(SELECT r.used + r.pending >= c.capacity FROM (SELECT ${ROOM_COLUMNS}) r)`;

/** One page of the campaigns, newest first; with `brandRowId` those of one brand. */
export function listCampaigns(
  ctx: Pick<Context, "sql">,
  query: CampaignQuery & { brandRowId?: string },
): Promise<EntryPage<CampaignRow>> {
  const conditions: SqlPart[] = [];
  if (query.brandRowId) conditions.push(sql`c.brand_row_id = ${query.brandRowId}::uuid`);
  if (query.state) conditions.push(sql`c.state = ${query.state}`);
  if (query.standing) conditions.push(sql`c.standing = ${query.standing}`);
  if (query.room) conditions.push(query.room === "full" ? FULL : sql`NOT ${FULL}`);
  if (query.q) {
    const text = query.q.toLowerCase();
    conditions.push(
      sql`(starts_with(lower(c.campaign_id), ${text}) OR starts_with(lower(b.brand_id), ${text})
        OR position(${text} IN lower(c.description)) > 0)`,
    );
  }
  return readEntryPage(ctx, query, {
    shape: campaignSqlRow,
    from: CAMPAIGN_FROM,
    alias: "c",
    columns: CAMPAIGN_COLUMNS,
    conditions,
    toView: toCampaignRow,
  });
}
