import "server-only";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { queryRows, raw } from "@/lib/db/sql";
import { type CampaignTarget, countFree } from "@/lib/domain/campaign";
import { AppError } from "@/lib/domain/errors";
import type { PhoneNumber } from "@/lib/domain/phone-number";
import { preflightInput, type Preflight } from "@/lib/domain/preflight";
import {
  CAMPAIGN_COLUMNS,
  CAMPAIGN_FROM,
  campaignSqlRow,
  toCampaignRow,
} from "@/lib/services/campaigns/list-campaigns";
import { previewNumbers } from "./preview-order";

export const campaignPreviewInput = preflightInput.extend({ campaignId: z.string().max(20) });
export type CampaignPreviewInput = z.output<typeof campaignPreviewInput>;

/** A campaign with its whole and its free room. */
export type RoomyCampaign = CampaignTarget & { capacity: number; used: number; pending: number };

export type CampaignPreflight = Preflight & {
  target: RoomyCampaign;
  /** Other registered campaigns of the same brand with room, the roomiest first. */
  siblings: RoomyCampaign[];
  /** Which of the numbers the campaign has already: they need no room. */
  held: PhoneNumber[];
  /** Which of the numbers leave another campaign. */
  moving: PhoneNumber[];
};

/**
 * Dry run of putting numbers on a campaign, with the room that it and its siblings have. Errors: NOT_FOUND (account), INVALID_INPUT
 * (the carrier has no campaigns, or the campaign is not registered).
 */
export async function previewCampaignOrder(
  ctx: Context,
  { accountId, campaignId, numbers }: CampaignPreviewInput,
): Promise<CampaignPreflight> {
  const account = await ctx.carriers.open(accountId);
  const family = await readFamily(ctx, accountId, campaignId);
  const { preflight, entries } = await previewNumbers(ctx, account, {
    kind: "campaign-assign",
    numbers,
    params: { campaignId },
  });
  const isIn = ({ known }: (typeof entries)[number]) => known.campaignId === campaignId;
  return {
    ...preflight,
    ...family,
    held: entries.filter(isIn).map(({ number }) => number),
    moving: entries.filter((entry) => entry.known.campaignId !== null && !isIn(entry)).map(({ number }) => number),
  };
}

async function readFamily({ sql }: Context, accountId: string, campaignId: string) {
  const rows = await queryRows(sql, campaignSqlRow)`
    SELECT ${raw(CAMPAIGN_COLUMNS)} FROM ${raw(CAMPAIGN_FROM)} WHERE c.state = 'registered' AND c.account_id = ${accountId} AND c.brand_row_id =
      (SELECT brand_row_id FROM campaign WHERE account_id = ${accountId} AND campaign_id = ${campaignId}) LIMIT 200`;
  const family = rows.map(toCampaignRow).map((row) => ({
    campaignId: row.campaignId,
    capacity: row.capacity,
    used: row.used,
    pending: row.pending,
    free: countFree(row),
    standing: row.standing,
  }));
  const target = family.find((one) => one.campaignId === campaignId);
  if (!target) throw new AppError("INVALID_INPUT", `Campaign ${campaignId} is not registered with this account.`);
  const siblings = family
    .filter((one) => one !== target && one.free > 0 && one.standing !== "ended" && one.standing !== "absent")
    .sort((a, b) => b.free - a.free || (a.campaignId < b.campaignId ? -1 : 1));
  return { target, siblings };
}
